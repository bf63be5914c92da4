/* Single keys of the desk: J K rows, Enter open, / search, ? all keys, Esc back, and every [data-key] on the page.
   They are off while a field has the focus and can be turned off for good (WCAG 2.1.4); the choice stays on this computer. */
"use strict";

(() => {
  const STORE = "qingtian.single-keys";
  const sheet = document.querySelector("[data-keys-switch]");
  let on = true;

  const remembered = () => { try { return localStorage.getItem(STORE) !== "off"; } catch { return true; } };
  const remember = () => { try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* private window: for this page only */ } };

  function show() {
    if (!sheet) return;
    sheet.hidden = false;
    sheet.textContent = on ? sheet.dataset.on : sheet.dataset.off;
    sheet.setAttribute("aria-pressed", String(on));
  }

  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null || row.tagName === "TR");
  const link = (row) => row && row.querySelector(".row-title, a");

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.classList.contains("selected"));
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    if (here >= 0) all[here].classList.remove("selected");
    next.classList.add("selected");
    next.scrollIntoView({ block: "nearest" });
    const title = link(next);
    if (title) title.focus({ preventScroll: true });
  }

  function press(element) {
    if (element.matches("details")) { element.open = true; element.querySelector("summary").focus(); }
    else if (element.matches("input, select, textarea")) { element.focus(); }
    else if (element.matches("a, button")) { element.click(); }
    else { element.scrollIntoView({ block: "start" }); element.setAttribute("tabindex", "-1"); element.focus({ preventScroll: true }); }
  }

  function panel() {
    const keys = document.getElementById("all-keys");
    if (!keys) return;
    keys.hidden = !keys.hidden;
    if (!keys.hidden) keys.focus();
  }

  function named(key) {
    return [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
  }

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], .leaflet-container");
    if (typing) { if (event.key === "Escape") event.target.blur(); return; }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "j" || key === "k") { event.preventDefault(); move(key === "j" ? 1 : -1); return; }
    if (key === "?") { event.preventDefault(); panel(); return; }
    if (key === "Escape" && document.getElementById("all-keys")?.hidden === false) { panel(); return; }
    if (key === "x") {
      const box = document.querySelector("[data-row].selected input[type=checkbox]");
      if (box) { event.preventDefault(); box.click(); return; }
    }
    const target = named(key);
    if (target) { event.preventDefault(); press(target); }
  });

  if (sheet) sheet.addEventListener("click", () => { on = !on; remember(); show(); });
  on = remembered();
  show();
})();
