/* The working copy by keyboard: select in the raw words and press C to cover; click a marked word to tick its cover.
   Without the script the ticks and the lines below do the same. */
"use strict";

(() => {
  const form = document.querySelector("[data-working-copy]");
  const raw = form && form.querySelector("[data-raw]");
  const further = form && form.querySelector("[name=further]");
  if (!raw || !further) return;

  function selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !raw.contains(selection.anchorNode) || !raw.contains(selection.focusNode)) return "";
    return selection.toString().trim();
  }

  function cover() {
    const words = selected();
    if (!words || words.includes("\n")) return false;
    const lines = further.value.split("\n").filter(Boolean);
    if (!lines.includes(words)) further.value = [...lines, words].join("\n");
    window.getSelection().removeAllRanges();
    return true;
  }

  function show() {
    for (const box of form.querySelectorAll("[name=kept]")) {
      const mark = raw.querySelector(`[data-cover="${box.value}"]`);
      if (mark) mark.classList.toggle("open", !box.checked);
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "c" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    if (cover()) event.preventDefault();
  });
  raw.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-cover]");
    const box = mark && form.querySelector(`#cover-${mark.dataset.cover}`);
    if (box && !selected()) { box.checked = !box.checked; show(); }
  });
  form.addEventListener("change", show);
  show();
})();
