/* A photo that is too large is refused before it leaves the phone; the server refuses it too. */
"use strict";

(() => {
  const form = document.querySelector("[data-photos]");
  const input = form?.querySelector("input[type=file]");
  const refusals = document.querySelector("[data-refusals]");
  if (!input || !refusals) return;

  function refuse(files) {
    const box = document.createElement("div");
    box.className = "error-summary";
    const list = document.createElement("ul");
    files.forEach((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} — ${form.dataset.tooLarge}`;
      list.append(item);
    });
    box.append(list);
    refusals.replaceChildren(box);
  }

  input.addEventListener("change", () => {
    const most = Number(form.dataset.mostBytes);
    const files = [...input.files];
    const large = files.filter((file) => file.size > most);
    if (!large.length) return;
    const kept = new DataTransfer();
    files.filter((file) => file.size <= most).forEach((file) => kept.items.add(file));
    input.files = kept.files;
    refuse(large);
  });
})();
