/* On a phone the lists and filters fold away, so that the first matter is on the first screen. */
"use strict";

(() => {
  const fold = document.querySelector(".facet-fold");
  if (fold && window.matchMedia("(max-width: 899px)").matches) fold.open = false;
})();
