/* The row whose petition is shown beside the list is the selected one, however it was chosen. On a narrow screen the
   petition stands below the list, and a touch leads to it. */
"use strict";

(() => {
  const list = document.querySelector(".inbox-rows");
  if (!list) return;
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || !event.target.matches(".row-title")) return;
    for (const other of list.querySelectorAll(".selected")) other.classList.remove("selected");
    row.classList.add("selected");
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "beside" && window.matchMedia("(max-width: 899px)").matches) event.target.scrollIntoView();
  });
})();
