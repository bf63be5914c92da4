/* Seals what was captured, on the phone, the moment it is captured: the SHA-256 of the bytes, written down with visit,
   place and time, and the SHA-256 of these lines, which hold the seal before. The server seals again in the same way
   (qingtian.enforcement.field_seal) and compares. */
"use strict";

self.qingtianSeal = (() => {
  const FORMAT = "qingtian-field/1";
  const FRESH = 120000; /* a position older than two minutes says nothing of where one is now */
  let position = null;

  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

  function lines(item) {
    const data = [item.visit, item.chain, item.n, item.client, item.kind, item.at, item.lat, item.lon, item.accuracy];
    return [FORMAT, ...data, item.media_type, item.size, item.sha256, item.about, item.previous].join("\n");
  }

  const sealed = (item) => sha256(new TextEncoder().encode(lines(item)));

  /* from the moment a visit is open; what the phone does not give stays empty and is never guessed */
  function follow(told) {
    navigator.geolocation?.watchPosition(
      ({ coords, timestamp }) => {
        position = { coords, timestamp };
        told(true);
      },
      () => told(false),
      { enableHighAccuracy: true, maximumAge: 30000 },
    );
  }

  function here(now) {
    if (!position || now - position.timestamp > FRESH) return { lat: "", lon: "", accuracy: "" };
    const { latitude, longitude, accuracy } = position.coords;
    return { lat: latitude.toFixed(6), lon: longitude.toFixed(6), accuracy: String(Math.min(999999, Math.ceil(accuracy))) };
  }

  /* one after the other on this phone, whatever page is open: a chain has one end */
  const alone = (visit, work) => (navigator.locks ? navigator.locks.request(`field ${visit}`, work) : work());

  function capture(visit, kind, file, { about = "", draft = "" } = {}) {
    const now = Date.now();
    return alone(visit, async () => {
      const bytes = await file.arrayBuffer();
      const kit = await qingtianField.kit(visit);
      const item = {
        visit, chain: kit.chain, n: kit.n + 1, client: qingtianField.key(), kind, at: new Date(now).toISOString(), ...here(now),
        media_type: file.type || "application/octet-stream", size: bytes.byteLength, sha256: await sha256(bytes), about,
        previous: kit.seal,
      };
      item.seal = await sealed(item);
      await qingtianField.add(item, new Blob([bytes], { type: item.media_type }), draft);
      return item;
    });
  }

  return { capture, follow, sealed, sha256 };
})();
