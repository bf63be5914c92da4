/* A long list of choices gets a box that narrows it. Without the script the plain select works as it is. */
"use strict";

(() => {
  const LONG = 12;

  function narrow(select, words) {
    const wanted = words.trim().toLowerCase();
    for (const option of select.querySelectorAll("option")) {
      option.hidden = Boolean(wanted) && option.value !== "" && !option.selected && !option.textContent.toLowerCase().includes(wanted);
    }
    for (const group of select.querySelectorAll("optgroup")) {
      group.hidden = [...group.querySelectorAll("option")].every((option) => option.hidden);
    }
  }

  for (const select of document.querySelectorAll("select[data-narrow]")) {
    if (select.options.length <= LONG) continue;
    const box = document.createElement("input");
    box.type = "search";
    box.autocomplete = "off";
    box.className = "narrow";
    box.placeholder = select.dataset.narrow;
    box.setAttribute("aria-label", select.dataset.narrow);
    box.addEventListener("input", () => narrow(select, box.value));
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    select.before(box);
  }

  const summary = document.querySelector(".error-summary, .desk-form .wrong");
  if (summary) { summary.setAttribute("tabindex", "-1"); summary.focus(); }
})();
