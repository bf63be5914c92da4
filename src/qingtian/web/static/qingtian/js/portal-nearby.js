/* After the pin is set: how many reported the same nearby. A number comes back, nothing else; the place goes by POST. */
"use strict";

(() => {
  const notice = document.querySelector("[data-near]");
  if (!notice) return;
  const form = notice.closest("form");
  const count = notice.querySelector("[data-near-count]");

  async function ask({ detail }) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("lat", detail.latitude.toFixed(6));
    body.set("lon", detail.longitude.toFixed(6));
    try {
      const answer = await fetch(notice.dataset.address, { method: "POST", body, credentials: "same-origin" });
      const found = answer.ok ? (await answer.json()).count : 0;
      count.textContent = String(found);
      notice.hidden = found === 0;
    } catch {
      notice.hidden = true; /* offline: the report goes on without the number */
    }
  }

  document.addEventListener("pinset", ask);
})();
