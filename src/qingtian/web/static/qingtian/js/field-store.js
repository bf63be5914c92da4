/* What an officer's phone keeps of today's visits, in IndexedDB: visits with their checklists (kits), what is being
   written (drafts), what was sealed (items) and its bytes (blobs). Bytes go after the server's receipt, never before. */
"use strict";

self.qingtianField = (() => {
  const { base, key } = qingtianKeeping;
  const within = base("qingtian-field", ["kits", "drafts", "items", "blobs"], (made) => {
    made.createObjectStore("kits", { keyPath: "number" });
    made.createObjectStore("drafts", { keyPath: ["visit", "kind"] });
    made.createObjectStore("items", { keyPath: "client" }).createIndex("visit", "visit");
    made.createObjectStore("blobs");
  });

  const kits = () => within("readonly", (at) => at.kits.getAll());
  const kit = (number) => within("readonly", (at) => at.kits.get(number));
  const items = (number) => within("readonly", (at) => at.items.index("visit").getAll(number));
  const blob = (client) => within("readonly", (at) => at.blobs.get(client));
  const draft = (visit, kind) => within("readonly", (at) => at.drafts.get([visit, kind]));
  const write = (visit, kind, entries) => within("readwrite", (at) => at.drafts.put({ visit, kind, entries, sealed: "" }));

  /* visits as the server tells them; a chain that was begun goes on */
  async function keep(told, owner) {
    const held = new Map((await kits()).map((row) => [row.number, row]));
    await within("readwrite", (at) => {
      told.forEach((visit) => {
        const { chain, n, seal } = held.get(visit.number) || { chain: key(), n: 0, seal: "0".repeat(64) };
        at.kits.put({ ...visit, owner, chain, n, seal });
      });
    });
  }

  /* the item, its bytes and the new end of the chain in one go; a draft that was sealed is marked so */
  const add = (item, bytes, draftKind) => within("readwrite", (at) => {
    at.items.put({ ...item, state: "waiting", words: "" });
    at.blobs.put(bytes, item.client);
    const asked = at.kits.get(item.visit);
    asked.onsuccess = () => at.kits.put({ ...asked.result, n: item.n, seal: item.seal });
    if (!draftKind) return;
    const written = at.drafts.get([item.visit, draftKind]);
    written.onsuccess = () => written.result && at.drafts.put({ ...written.result, sealed: item.sha256 });
  });

  const tell = (item, state, words = "") => within("readwrite", (at) => { at.items.put({ ...item, state, words }); });

  /* the server holds it, byte for byte: only now the bytes leave the phone */
  const received = (item) => within("readwrite", (at) => {
    at.items.put({ ...item, state: "kept", words: "" });
    at.blobs.delete(item.client);
  });

  /* the chain stands in the record: sheets that were sealed and received need no draft any more */
  async function taken(visit) {
    const kept = new Set((await items(visit)).filter((one) => one.state === "kept").map((one) => one.sha256));
    await within("readwrite", (at) => {
      const asked = at.drafts.getAll();
      asked.onsuccess = () => asked.result.forEach((row) => {
        if (row.visit === visit && row.sealed && kept.has(row.sealed)) at.drafts.delete([row.visit, row.kind]);
      });
    });
  }

  /* nothing of a visit stays; refused while anything waits */
  async function forget(visit) {
    const held = await items(visit);
    if (held.some((one) => one.state !== "kept")) return false;
    await within("readwrite", (at) => {
      held.forEach((one) => at.items.delete(one.client));
      ["checklist", "site", "sampling", "inquiry"].forEach((kind) => at.drafts.delete([visit, kind]));
      at.kits.delete(visit);
    });
    return true;
  }

  return { kits, kit, items, blob, draft, write, keep, add, tell, received, taken, forget, key };
})();
