/* Copies one field of a typing sheet and says so. Without it the words can be selected as they stand. */
"use strict";

(() => {
  if (!navigator.clipboard) return;
  const said = document.querySelector("[data-copy-said]");
  const all = document.querySelectorAll("[data-copy-field]");
  for (const button of all) {
    const source = document.getElementById(button.dataset.copyField);
    button.hidden = false;
    button.addEventListener("click", async () => {
      for (const other of all) other.textContent = other.dataset.copy;
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = button.dataset.copied;
        said.textContent = `${button.dataset.copied} ${button.dataset.head}`;
      } catch {
        window.getSelection().selectAllChildren(source);
        said.textContent = `${button.dataset.failed} ${button.dataset.head}`;
      }
    });
  }
})();
