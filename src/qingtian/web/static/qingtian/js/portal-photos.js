/* A photo or a video that is too large is refused before it leaves the phone; the server refuses it too. */
"use strict";

(() => {
  const form = document.querySelector("[data-photos]");
  const refusals = document.querySelector("[data-refusals]");
  if (!form || !refusals) return;

  function refuse(files, most) {
    const box = document.createElement("div");
    box.className = "error-summary";
    const list = document.createElement("ul");
    files.forEach((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} — ${form.dataset.tooLarge.replace("{n}", Math.floor(most / 1048576))}`;
      list.append(item);
    });
    box.append(list);
    refusals.replaceChildren(box);
  }

  form.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", () => {
    const most = Number(input.dataset.mostBytes);
    const files = [...input.files];
    const large = files.filter((file) => file.size > most);
    if (!large.length) return;
    const kept = new DataTransfer();
    files.filter((file) => file.size <= most).forEach((file) => kept.items.add(file));
    input.files = kept.files;
    refuse(large, most);
  }));
})();
