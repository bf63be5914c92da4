/* Copies the secret address. The button is there only where copying works. */
"use strict";

(() => {
  const source = document.querySelector("[data-copy-source]");
  document.querySelectorAll("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const address = source ? source.href : location.href;
      await navigator.clipboard.writeText(address);
      button.textContent = button.dataset.copied;
    });
  });
})();
