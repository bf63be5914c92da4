/* The page an officer works with in the field, with a network or without: visits, checklist, photos, sheets, signatures.
   Everything it shows comes from the phone (field-store.js); what it seals goes through field-seal.js. */
"use strict";

(() => {
  const page = document.querySelector("[data-field]");
  if (!page || !self.indexedDB || !self.crypto?.subtle) return;
  const words = page.dataset;
  const store = self.qingtianField;
  const part = (name, within = page) => within.querySelector(`[data-part-${name}]`);
  const form = (kind) => page.querySelector(`form[data-sheet="${kind}"]`);
  const SHEETS = ["checklist", "site", "sampling", "inquiry"];
  let open = null;
  let kept = Promise.resolve();

  const say = (sentence) => { part("status").textContent = sentence; };
  const clock = (at) => new Date(at).toLocaleTimeString("zh-CN", { hour12: false });
  const copy = (name) => document.getElementById(`field-${name}`).content.firstElementChild.cloneNode(true);

  /* the list of visits; ``rows`` are kits on this phone */
  async function listed() {
    const rows = (await store.kits()).filter((kit) => kit.owner === words.owner).sort((a, b) => a.planned_on.localeCompare(b.planned_on));
    part("visits").replaceChildren(...await Promise.all(rows.map(async (kit) => {
      const card = copy("visit");
      const held = await store.items(kit.number);
      const left = held.filter((one) => one.state !== "kept").length;
      part("party", card).textContent = kit.party;
      part("what", card).textContent = [kit.planned_on, kit.kind, kit.ground, kit.address].filter(Boolean).join(" · ");
      part("count", card).textContent = words.wordsCount.replace("{n}", held.length).replace("{left}", left);
      part("open", card).addEventListener("click", () => show(kit.number));
      return card;
    })));
    part("none").hidden = rows.length > 0;
  }

  async function fetched() {
    say(words.wordsFetching);
    try {
      const kit = await self.qingtianFieldSync.ask(`${words.base}kit/`);
      if (kit.owner !== words.owner) { location.reload(); return; }
      await store.keep(kit.visits, kit.owner);
      await navigator.storage?.persist?.();
      say(words.wordsFetched.replace("{n}", kit.visits.length));
    } catch (wrong) {
      say(wrong instanceof self.qingtianFieldSync.SignIn ? words.wordsSignIn : words.wordsNoNetwork);
    }
    await listed();
  }

  function asked(item) {
    const line = copy("check");
    const name = item.code;
    part("text", line).textContent = item.text;
    part("basis", line).textContent = `${item.basis} · ${item.certainty}`;
    line.querySelectorAll("input[type=radio]").forEach((radio) => {
      radio.name = name;
      radio.id = `check_${name}_${radio.value}`;
      radio.nextElementSibling.htmlFor = radio.id;
    });
    const note = line.querySelector("input[type=text]");
    note.name = `${name}_note`;
    note.id = `check_${name}_note`;
    line.querySelector("label.note-label").htmlFor = note.id;
    return line;
  }

  async function show(number) {
    open = await store.kit(number);
    part("party", part("visit")).textContent = open.party;
    part("number").textContent = `${open.number} · ${open.officers.join("、")}`;
    part("subject").textContent = [open.subject, open.address].filter(Boolean).join(" · ");
    part("checks").replaceChildren(...open.checklist.items.map(asked));
    for (const kind of SHEETS) await filled(kind);
    await sealedList();
    part("list").hidden = true;
    part("visit").hidden = false;
    part("visit").querySelector("h2").focus();
  }

  async function filled(kind) {
    const row = await store.draft(open.number, kind);
    form(kind).reset();
    Object.entries(row?.entries || {}).forEach(([name, value]) => { if (form(kind).elements[name]) form(kind).elements[name].value = value; });
    part("sheet", form(kind)).textContent = row?.sealed ? words.wordsSealedSheet : "";
  }

  function entered(kind) {
    return Object.fromEntries([...new FormData(form(kind))].filter(([, value]) => typeof value === "string" && value));
  }

  /* one after the other, so that an older state never overwrites a newer one */
  function keep(kind) {
    const visit = open.number;
    const entries = entered(kind);
    kept = kept.then(() => store.write(visit, kind, entries)).then(
      () => { part("saved").textContent = words.wordsSaved.replace("{time}", clock(Date.now())); },
      () => { part("saved").textContent = ""; say(words.wordsFull); },
    );
    return kept;
  }

  async function sealSheet(kind) {
    const entries = entered(kind);
    if (!Object.keys(entries).length) { say(words.wordsEmpty); return; }
    await keep(kind);
    const text = JSON.stringify({ format: "qingtian-sheet/1", visit: open.number, kind, entries });
    await captured(kind, new Blob([text], { type: "application/json" }), { draft: kind });
    await filled(kind);
  }

  async function captured(kind, file, more = {}) {
    try {
      const item = await self.qingtianSeal.capture(open.number, kind, file, more);
      say(words.wordsSealed.replace("{n}", item.n).replace("{sha}", item.sha256.slice(0, 12)) + (item.lat ? "" : ` ${words.wordsNoPlace}`));
    } catch {
      say(words.wordsFull);
    }
    await sealedList();
  }

  async function chosen(event) {
    const input = event.target;
    const most = Number(input.dataset.mostBytes);
    const files = [...input.files];
    for (const file of files.filter((one) => one.size <= most)) await captured(input.dataset.capture, file);
    if (files.some((one) => one.size > most)) say(words.wordsTooLarge.replace("{n}", Math.floor(most / 1048576)));
    input.value = "";
  }

  async function sealedList() {
    const held = (await store.items(open.number)).sort((a, b) => a.n - b.n);
    const left = held.filter((one) => one.state !== "kept").length;
    part("count", part("visit")).textContent = words.wordsCount.replace("{n}", held.length).replace("{left}", left);
    part("items").replaceChildren(...held.slice(-60).reverse().map((item) => {
      const line = copy("item");
      const place = item.lat ? `${item.lat}, ${item.lon} ±${item.accuracy} m` : words.wordsNoPlace;
      part("what", line).textContent = `${item.n} · ${words[`kind${item.kind}`]} · ${clock(item.at)} · ${place}`;
      part("sha", line).textContent = item.sha256;
      part("state", line).textContent = item.state === "refused" ? item.words : words[`state${item.state}`];
      return line;
    }));
    const signed = held.filter((one) => SHEETS.includes(one.kind));
    page.querySelector("select[name=about]").replaceChildren(...signed.reverse().map((one) => (
      new Option(`${words[`kind${one.kind}`]} · ${one.n} · ${clock(one.at)}`, one.sha256))));
    part("sign").hidden = !signed.length;
    part("forget").hidden = !held.length || left > 0;
  }

  async function sent() {
    say(words.wordsSending);
    const mark = page.querySelector("select[name=mark]").value;
    let told;
    try {
      told = await self.qingtianFieldSync.send(words.base, mark, () => { if (open) sealedList(); });
    } catch {
      say(words.wordsNoNetwork);
      const worker = await navigator.serviceWorker?.ready.catch(() => null);
      await worker?.sync?.register("qingtian-field").catch(() => null);
      return;
    } finally {
      if (open) await sealedList();
      await listed();
    }
    if (told.state === "sign-in") say(words.wordsSignIn);
    else say([words.wordsSent, ...told.words, told.foreign ? words.wordsForeign : ""].filter(Boolean).join(" "));
  }

  SHEETS.forEach((kind) => {
    form(kind).addEventListener("input", () => keep(kind));
    form(kind).addEventListener("submit", (event) => { event.preventDefault(); sealSheet(kind); });
  });
  page.querySelectorAll("input[data-capture]").forEach((input) => input.addEventListener("change", chosen));
  part("fetch").addEventListener("click", fetched);
  page.querySelectorAll("[data-send]").forEach((button) => button.addEventListener("click", sent));
  part("back").addEventListener("click", async () => { await kept; open = null; part("visit").hidden = true; part("list").hidden = false; await listed(); });
  part("forget").addEventListener("click", async () => { if (await store.forget(open.number)) part("back").click(); });

  const pad = self.qingtianSign(page.querySelector("canvas"));
  part("wipe").addEventListener("click", pad.clear);
  part("sign").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!pad.drawn) { say(words.wordsNotSigned); return; }
    const who = event.target.elements.who;
    const caption = `${who.options[who.selectedIndex].text} ${new Date().toLocaleString("zh-CN", { hour12: false })} ${open.number}`;
    await captured("signature", await pad.picture(caption), { about: event.target.elements.about.value });
    pad.clear();
  });

  self.addEventListener("online", sent);
  (async () => {
    await listed();
    self.qingtianSeal.follow((found) => { part("position").textContent = found ? words.wordsPlace : words.wordsNoPlace; });
    part("noscript").hidden = true;
    part("list").hidden = false;
    page.dataset.ready = "yes";
    if (new URLSearchParams(location.search).has("fetch")) await fetched();
  })();
  navigator.serviceWorker?.register(words.worker).catch(() => null);
})();
