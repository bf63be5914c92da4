/* What a member's phone keeps, in IndexedDB: the cells (kit), the patrol under way (draft), patrols that wait (queue).
   A patrol leaves the phone only after the server's receipt, never before. */
"use strict";

self.qingtianPatrol = (() => {
  const { base, key, ask, SignIn } = qingtianKeeping;
  const within = base("qingtian-patrol", ["kits", "drafts", "queue"], (made) => {
    made.createObjectStore("kits", { keyPath: "owner" });
    made.createObjectStore("drafts", { keyPath: "owner" });
    made.createObjectStore("queue", { keyPath: "token" });
  });

  const kit = (owner) => within("readonly", (at) => at.kits.get(owner));
  const keep = (owner, cells) => within("readwrite", (at) => at.kits.put({ owner, cells }));
  const draft = (owner) => within("readonly", (at) => at.drafts.get(owner));
  const write = (row) => within("readwrite", (at) => at.drafts.put(row));
  const drop = (owner) => within("readwrite", (at) => at.drafts.delete(owner));
  const waiting = () => within("readonly", (at) => at.queue.getAll());

  /* out of the draft and into the queue in one go */
  const finish = (row) => within("readwrite", (at) => { at.queue.put({ ...row, words: "" }); at.drafts.delete(row.owner); });
  const received = (token) => within("readwrite", (at) => at.queue.delete(token));
  const refused = (row, words) => within("readwrite", (at) => at.queue.put({ ...row, words }));

  /* the moment with the phone's own zone */
  function now() {
    const at = new Date();
    const zone = -at.getTimezoneOffset();
    const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
    const local = new Date(at.getTime() + zone * 60000).toISOString().slice(0, 19);
    return `${local}${zone < 0 ? "-" : "+"}${two(zone / 60)}:${two(zone % 60)}`;
  }

  /* every patrol of the member who is signed in; the receipt must bear the token, or the patrol stays here. Throws where
     there is no network. */
  async function send(folder) {
    const ticket = await ask(`${folder}kit/`);
    await keep(ticket.owner, ticket.cells);
    const found = { owner: ticket.owner, sent: 0, refused: 0, foreign: 0 };
    for (const row of await waiting()) {
      if (row.owner !== ticket.owner) { found.foreign += 1; continue; }
      const body = new FormData();
      const { owner, words, findings, ...told } = row;
      body.append("row", JSON.stringify({ ...told, findings: findings.map(({ photos, ...one }) => one) }));
      findings.forEach((one, place) => one.photos.forEach((photo, n) => body.append(`photo-${place + 1}`, photo, `${n + 1}.jpg`)));
      const answer = await ask(`${folder}send/`, { method: "POST", headers: { "X-CSRFToken": ticket.csrf }, body });
      if (answer.taken === row.token) { await received(row.token); found.sent += 1; }
      else { await refused(row, answer.words || ""); found.refused += 1; }
    }
    return found;
  }

  return { kit, draft, write, drop, waiting, finish, key, now, send, SignIn };
})();
