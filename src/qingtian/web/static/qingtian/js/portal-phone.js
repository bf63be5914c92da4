/* What this phone keeps of a report that was not sent: words, photos and a key it made itself, in IndexedDB, never a
   name or a number. Read by the pages of reporting and by their worker. Everything goes after sending, or on request. */
"use strict";

self.qingtianPhone = (() => {
  const LIFE = 3 * 24 * 3600 * 1000; /* as long as the draft on the server; what waits to be sent stays */
  const ROW = "report";

  const open = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("qingtian", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  async function within(mode, work) {
    const base = await open();
    try {
      return await new Promise((resolve, reject) => {
        const change = base.transaction("kept", mode);
        const asked = work(change.objectStore("kept"));
        change.oncomplete = () => resolve(asked?.result);
        change.onerror = change.onabort = () => reject(change.error);
      });
    } finally {
      base.close();
    }
  }

  const write = (row) => within("readwrite", (store) => store.put(row, ROW));
  const clear = () => within("readwrite", (store) => store.delete(ROW));

  async function read() {
    const row = await within("readonly", (store) => store.get(ROW));
    if (row && !row.then && !row.sent && Date.now() - row.at > LIFE) { await clear(); return null; }
    return row || null;
  }

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  /* keep these beside what was there; a report that was sent makes room for the next one */
  async function keep(changes) {
    const before = await read();
    const row = before && !before.sent ? before : { key: newKey(), words: {}, photos: [], video: null };
    await write({ ...row, ...changes, words: { ...row.words, ...(changes.words || {}) }, at: Date.now() });
  }

  function form(row) {
    const body = new FormData();
    body.set("key", row.key);
    body.set("then", row.then);
    Object.entries(row.words).forEach(([name, value]) => [value].flat().forEach((one) => body.append(name, one)));
    row.photos.forEach((photo) => body.append("photos", photo, photo.name || "photo.jpg"));
    if (row.video) body.set("video", row.video, row.video.name || "video.mp4");
    return body;
  }

  async function answered(row) {
    const ticket = await fetch(`${row.base}ticket/`, { credentials: "same-origin", cache: "no-store" });
    if (!ticket.ok) throw new Error(`ticket ${ticket.status}`);
    const { csrf, check } = await ticket.json();
    if (check && !row.words.check && row.then === "send") return { state: "asked", check };
    const answer = await fetch(`${row.base}phone/`, {
      method: "POST", body: form(row), credentials: "same-origin", headers: { "X-CSRFToken": csrf },
    });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok && told.go) { await clear(); return { state: "go", ...told }; }
    if (answer.ok && told.receipt) {
      /* the words and photos go; the receipt stays until its owner has seen it */
      await write({ sent: { receipt: told.receipt, link: told.link, files: told.files }, at: Date.now() });
      return { state: "sent", ...told };
    }
    if (answer.status === 422) return { state: told.check ? "asked" : "refused", ...told };
    return { state: "later", ...told };
  }

  /* one sender at a time; throws where there is no network, so that a worker is woken again */
  async function send() {
    const one = async () => {
      const row = await read();
      if (row?.sent) return { state: "sent", ...row.sent }; /* the worker was first */
      if (!row?.then) return { state: "nothing" };
      return answered(row);
    };
    return navigator.locks ? navigator.locks.request("qingtian-report", one) : one();
  }

  return { read, keep, clear, send };
})();
