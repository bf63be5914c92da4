/* The page that opens without a network: fills itself from what the phone kept, keeps every change, sends when it can. */
"use strict";

(() => {
  const form = document.querySelector("[data-offline]");
  if (!form || !self.indexedDB) return;
  const phone = self.qingtianPhone;
  const words = form.dataset;
  const part = (name) => document.querySelector(`[data-part-${name}]`);
  const NAMES = ["report", "place", "area", "when", "when_words", "lat", "lon"];
  let photos = [];
  let video = null;
  let kept = Promise.resolve();

  const say = (sentence) => { part("status").textContent = sentence; };

  function entered() {
    const found = Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
    found.kinds = [...form.querySelectorAll("input[name=kinds]:checked")].map((box) => box.value);
    return found;
  }

  function clock() {
    const now = new Date();
    return `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
  }

  /* one after the other, so that an older state never overwrites a newer one */
  function keep(more = {}) {
    const state = { words: entered(), photos, video, base: words.base, ...more };
    kept = kept.then(() => phone.keep(state)).then(
      () => { part("saved").textContent = words.wordsSaved.replace("{time}", clock()); part("forget").hidden = false; },
      () => { part("saved").textContent = ""; say(words.wordsFull); },
    );
    return kept;
  }

  function listed() {
    const list = part("files");
    list.replaceChildren(...[...photos, video].filter(Boolean).map((file, n) => {
      const item = document.createElement("li");
      const film = file === video;
      if (!film) {
        const picture = document.createElement("img");
        picture.src = URL.createObjectURL(file);
        picture.alt = words.wordsPhoto.replace("{n}", n + 1);
        picture.width = 120;
        picture.height = 90;
        item.append(picture);
      } else item.append(words.wordsVideo);
      const out = document.createElement("button");
      out.type = "button";
      out.className = "as-text";
      out.textContent = film ? words.wordsRemoveVideo : words.wordsRemove.replace("{n}", n + 1);
      out.addEventListener("click", () => {
        if (film) video = null; else photos = photos.filter((one) => one !== file);
        listed();
        keep();
      });
      item.append(out);
      return item;
    }));
  }

  function ask(check) {
    part("check").hidden = false;
    part("check").querySelector("label").textContent = check.words;
    part("check").querySelector(".hint").textContent = check.why;
    form.elements.check_token.value = check.token;
    form.elements.check.value = "";
    form.elements.check.focus();
  }

  function show(sent) {
    form.hidden = true;
    part("sent").hidden = false;
    part("receipt").textContent = sent.receipt;
    part("link").hidden = !sent.link;
    part("nolink").hidden = Boolean(sent.link);
    const address = part("address");
    if (sent.link) { address.href = sent.link; address.textContent = new URL(sent.link, location.href).href; }
    part("untaken").replaceChildren(...(sent.files || []).map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }));
    say("");
    part("sent").querySelector("h2").focus();
  }

  function errors(told) {
    form.querySelectorAll(".field-error").forEach((line) => { line.textContent = ""; });
    Object.entries(told).forEach(([name, sentence]) => {
      const line = document.getElementById(`id_${name}_error`);
      if (line) { line.textContent = sentence; form.elements[name].focus(); } else say(sentence);
    });
  }

  async function wake() {
    const worker = await navigator.serviceWorker?.ready.catch(() => null);
    await worker?.sync?.register("qingtian-report").catch(() => null);
  }

  async function send() {
    say(words.wordsSending);
    let told;
    try {
      told = await phone.send();
    } catch {
      say(words.wordsWaiting);
      wake();
      return;
    }
    if (told.state === "sent") show(told);
    else if (told.state === "go") location.href = told.go;
    else if (told.state === "asked") { say(""); errors(told.errors || {}); ask(told.check); }
    else if (told.state === "refused") { say(words.wordsNotSent); errors(told.errors); await keep({ then: "" }); }
    else if (told.state === "later") { say(`${words.wordsLater} ${Object.values(told.errors || {}).join(" ")}`); wake(); }
    else say("");
  }

  function fill(row) {
    NAMES.forEach((name) => { if (row.words[name]) form.elements[name].value = row.words[name]; });
    (row.words.kinds || []).forEach((kind) => { const box = document.getElementById(`kind_${kind}`); if (box) box.checked = true; });
    photos = row.photos || [];
    video = row.video || null;
    if (row.words.lat) part("located").textContent = words.wordsLocated;
    listed();
    part("forget").hidden = false;
  }

  form.addEventListener("input", (event) => { if (event.target.type !== "file" && !event.target.name.startsWith("check")) keep(); });
  form.elements.photos.addEventListener("change", (event) => {
    const most = Number(event.target.dataset.mostBytes);
    const chosen = [...event.target.files];
    photos = [...photos, ...chosen.filter((file) => file.size <= most)].slice(0, Number(words.most));
    if (chosen.some((file) => file.size > most)) say(words.wordsTooLarge.replace("{n}", Math.floor(most / 1048576)));
    event.target.value = "";
    listed();
    keep();
  });
  form.elements.video.addEventListener("change", (event) => {
    const [file] = event.target.files;
    const most = Number(event.target.dataset.mostBytes);
    if (file && file.size <= most) video = file;
    else if (file) say(words.wordsTooLarge.replace("{n}", Math.floor(most / 1048576)));
    event.target.value = "";
    listed();
    keep();
  });
  if (navigator.geolocation) {
    part("locate").hidden = false;
    part("locate").addEventListener("click", () => navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(6);
        form.elements.lon.value = coords.longitude.toFixed(6);
        part("located").textContent = words.wordsLocated;
        keep();
      },
      () => { part("located").textContent = words.wordsNoPosition; },
      { enableHighAccuracy: true, timeout: 20000 },
    ));
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.elements.report.value.trim()) { errors({ report: words.wordsTell }); return; }
    const check = { check: form.elements.check.value, check_token: form.elements.check_token.value };
    await keep({ words: { ...entered(), ...check }, then: form.elements.then.value });
    await send();
  });
  document.querySelectorAll("[data-phone-clear]").forEach((button) => button.addEventListener("click", async () => {
    await kept;
    await phone.clear();
    location.href = words.home;
  }));
  self.addEventListener("online", async () => { const row = await phone.read(); if (row?.then) send(); });

  (async () => {
    const row = await phone.read().catch(() => null);
    form.hidden = false;
    part("noscript").hidden = true;
    if (row?.sent) show(row.sent);
    else if (row) { fill(row); if (row.then) send(); }
    form.dataset.ready = "yes";
  })();

  navigator.serviceWorker?.register(words.worker).catch(() => null);
})();
