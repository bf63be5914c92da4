/* Copies one field of a typing sheet. Without it the words can be selected as they stand. */
"use strict";

(() => {
  if (!navigator.clipboard) return;
  const said = document.querySelector("[data-copy-said]");
  for (const button of document.querySelectorAll("[data-copy-field]")) {
    const source = document.getElementById(button.dataset.copyField);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent);
      for (const other of document.querySelectorAll("[data-copy-field]")) other.textContent = other.dataset.copy;
      button.textContent = button.dataset.copied;
      if (said) said.textContent = `${button.dataset.copied} ${button.dataset.head}`;
    });
  }
})();
