/* Steps of a report: what is typed is kept on this phone too, so that a lost network loses nothing; the page for that
   opens instead of the browser's error. Once the report is sent, or on request, nothing of it stays on the phone. */
"use strict";

(() => {
  const { dataset } = document.body.querySelector("[data-keep]") || {};
  if (!dataset || !self.indexedDB) return;
  const phone = self.qingtianPhone;
  const form = document.querySelector("main form[method=post]:not([data-files])");
  const NAMES = ["report", "place", "area", "when", "when_words", "lat", "lon"];

  function entered(from) {
    const words = {};
    NAMES.forEach((name) => { const value = new FormData(from).get(name); if (value) words[name] = value; });
    const kinds = [...from.querySelectorAll("input[name=kinds]:checked")].map((box) => box.value);
    if (from.querySelector("input[name=kinds]")) words.kinds = kinds;
    return words;
  }

  const keep = (from) => phone.keep({ words: entered(from), base: dataset.base, then: "" }).catch(() => null);

  /* the last question holds a name: nothing of it is kept here */
  if (form && dataset.keep === "words") {
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", async (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      await keep(form);
      location.href = dataset.offline;
    });
  }
  const files = document.querySelector("[data-photos]");
  files?.addEventListener("change", () => phone.keep({
    photos: [...(files.elements.photos?.files || [])], video: files.elements.video?.files[0] || null, base: dataset.base, then: "",
  }).catch(() => null));
  document.querySelectorAll("[data-forget]").forEach((leave) => leave.addEventListener("submit", () => phone.clear()));

  (async () => {
    const row = await phone.read().catch(() => null);
    if (dataset.keep === "clear") { await phone.clear(); return; }
    const kept = document.querySelector("[data-kept]");
    /* what waits to be sent is said on every step, what was only begun where the server knows nothing of it */
    const begun = document.getElementById("id_report")?.value === "" && row?.words?.report;
    if (kept && (row?.sent || row?.then || begun)) kept.hidden = false;
  })();

  navigator.serviceWorker?.register(dataset.worker).catch(() => null);
})();
