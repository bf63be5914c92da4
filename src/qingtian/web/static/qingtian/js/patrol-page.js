/* The page of a patrol: begin, note what is found with a photo and the position, end; every change is kept at once, and
   sent when there is a network. */
"use strict";

(() => {
  const page = document.querySelector("[data-patrol]");
  if (!page || !self.indexedDB) return;
  const store = self.qingtianPatrol;
  const words = page.dataset;
  const part = (name) => page.querySelector(`[data-part-${name}]`);
  const copy = (name) => document.getElementById(`patrol-${name}`).content.firstElementChild.cloneNode(true);
  const LARGEST = 1600;
  const TRACK = 500;
  let row = null;
  let photos = [];
  let place = null;
  let watch = null;
  let kept = Promise.resolve();

  const say = (sentence) => { part("status").textContent = sentence; };
  const clock = (written) => written.slice(11, 16);

  /* one after the other, so that an older state never overwrites a newer one */
  function keep() {
    const state = row;
    kept = kept.then(() => store.write(state)).catch(() => say(words.wordsFull));
    return kept;
  }

  async function listed() {
    const kit = await store.kit(words.owner);
    const cells = kit ? kit.cells : [];
    part("cells").replaceChildren(...cells.map((cell) => {
      const line = copy("cell");
      line.querySelector("[data-part-name]").textContent = cell.name.startsWith(cell.town) ? cell.name : `${cell.town} ${cell.name}`;
      line.querySelector("button").addEventListener("click", () => begin(cell));
      return line;
    }));
    part("none").hidden = cells.length > 0;
    const held = (await store.waiting()).filter((one) => one.owner === words.owner);
    part("count").textContent = held.length ? words.wordsCount.replace("{n}", held.length) : words.wordsNoneWait;
    part("waiting").replaceChildren(...held.map((one) => {
      const line = copy("waiting");
      line.querySelector("[data-part-what]").textContent = `${one.started_at.slice(0, 10)} ${clock(one.started_at)} · ${one.cell_name} · ${one.findings.length}`;
      line.querySelector("[data-part-why]").textContent = one.words;
      return line;
    }));
  }

  function begin(cell) {
    row = { owner: words.owner, token: store.key(), cell: cell.code, cell_name: cell.name, started_at: store.now(), findings: [], track: [], note: "" };
    keep();
    shown();
  }

  function shown() {
    part("head").textContent = row.cell_name;
    part("since").textContent = words.wordsSince.replace("{time}", clock(row.started_at));
    page.querySelector("[name=note]").value = row.note;
    found();
    part("list").hidden = true;
    part("walk").hidden = false;
    part("walk").querySelector("h2").focus();
    follow();
  }

  function follow() {
    if (watch !== null || !navigator.geolocation) return;
    watch = navigator.geolocation.watchPosition(({ coords }) => {
      place = [coords.longitude, coords.latitude];
      part("position").textContent = words.wordsPlace;
      if (!row || !page.querySelector("[name=track]").checked || row.track.length >= TRACK) return;
      const minutes = Math.floor((Date.now() - Date.parse(row.started_at)) / 60000);
      const last = row.track.at(-1);
      if (last && last[2] >= minutes) return;
      row.track.push([Number(place[0].toFixed(6)), Number(place[1].toFixed(6)), Math.max(0, minutes)]);
      keep();
    }, () => { part("position").textContent = words.wordsNoPlace; }, { enableHighAccuracy: true });
  }

  function found() {
    part("findings").replaceChildren(...row.findings.map((one) => {
      const line = copy("finding");
      line.querySelector("[data-part-what]").textContent = one.what;
      line.querySelector("[data-part-more]").textContent = `${clock(one.found_at)} · ${one.position || words.wordsNoPlace} · ${words.wordsPhotos.replace("{n}", one.photos.length)}`;
      return line;
    }));
    part("end").textContent = row.findings.length ? words.wordsEnd.replace("{n}", row.findings.length) : words.wordsNothing;
  }

  /* a picture small enough for a slow line; where it cannot be drawn, the picture as it is */
  async function smaller(file) {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve) => { canvas.toBlob((blob) => resolve(blob || file), "image/jpeg", 0.85); });
    } catch {
      return file;
    }
  }

  async function chosen(event) {
    const files = [...event.target.files].slice(0, Number(words.photos) - photos.length);
    for (const file of files) photos.push(await smaller(file));
    event.target.value = "";
    part("photos").textContent = words.wordsPhotos.replace("{n}", photos.length);
  }

  function noted(event) {
    event.preventDefault();
    const form = event.target;
    const one = Object.fromEntries(["what", "kind", "dissuasion", "severity"].map((name) => [name, form.elements[name].value.trim()]));
    if (!one.what) { say(words.wordsEmpty); form.elements.what.focus(); return; }
    const position = place ? `${place[0].toFixed(6)},${place[1].toFixed(6)}` : "";
    row.findings.push({ ...one, found_at: store.now(), position, photos });
    photos = [];
    form.reset();
    part("photos").textContent = words.wordsPhotos.replace("{n}", 0);
    form.closest("details").open = false;
    keep();
    found();
    say(words.wordsNoted);
  }

  async function ended() {
    await kept;
    try {
      await store.finish({ ...row, finished_at: store.now() });
    } catch {
      say(words.wordsFull);
      return;
    }
    await back();
    await sent();
  }

  async function back() {
    if (watch !== null) navigator.geolocation.clearWatch(watch);
    watch = null;
    row = null;
    part("walk").hidden = true;
    part("list").hidden = false;
    await listed();
  }

  async function sent() {
    say(words.wordsSending);
    try {
      const told = await store.send(words.base);
      if (told.owner !== words.owner) { location.reload(); return; }
      say(told.refused ? words.wordsRefused : told.foreign ? words.wordsForeign : words.wordsSent);
    } catch (wrong) {
      say(wrong instanceof store.SignIn ? words.wordsSignIn : words.wordsNoNetwork);
    }
    await listed();
  }

  part("finding").addEventListener("submit", noted);
  page.querySelector("#patrol_photo").addEventListener("change", chosen);
  page.querySelector("[name=note]").addEventListener("input", (event) => { row.note = event.target.value; keep(); });
  part("end").addEventListener("click", ended);
  part("stop").addEventListener("click", async () => { await kept; await store.drop(words.owner); await back(); });
  part("send").addEventListener("click", sent);
  self.addEventListener("online", () => { if (!row) sent(); });
  (async () => {
    row = (await store.draft(words.owner)) || null;
    await listed();
    part("noscript").hidden = true;
    part("list").hidden = false;
    if (row) shown(); else await sent();
    page.dataset.ready = "yes";
  })();
  navigator.storage?.persist?.();
  navigator.serviceWorker?.register(words.worker).catch(() => null);
})();
