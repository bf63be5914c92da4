/* Sends what was sealed, in pieces, and goes on where it broke off. However often it is sent, the server keeps it once;
   an item leaves the phone only when the server's receipt is the SHA-256 the phone sealed. Read by the page and by its
   worker, so nothing here touches the page. */
"use strict";

self.qingtianFieldSync = (() => {
  const { ask, SignIn } = qingtianKeeping;

  const post = (address, csrf, body, type = "application/json") => ask(address, {
    method: "POST", headers: { "X-CSRFToken": csrf, "Content-Type": type }, body: type === "application/json" ? JSON.stringify(body) : body,
  });

  const told = ({ visit, chain, n, client, kind, at, lat, lon, accuracy, media_type, size, sha256, about, previous, seal }) => (
    { visit, chain, n, client, kind, at, lat, lon, accuracy, media_type, size, sha256, about, previous, seal });

  /* kept: the receipt must be what this phone sealed, or the bytes stay here */
  async function settle(item, answer) {
    if (answer.state === "kept" && answer.receipt === item.sha256) await qingtianField.received(item);
    else if (answer.state === "refused") await qingtianField.tell(item, "refused", answer.words);
    return answer.state;
  }

  async function pieces(item, have, ticket) {
    const bytes = await qingtianField.blob(item.client);
    if (!bytes) return;
    const there = new Set(have);
    for (let place = 0; place * ticket.chunk < item.size; place += 1) {
      if (there.has(place)) continue;
      const address = `${ticket.base}piece/?client=${encodeURIComponent(item.client)}&place=${place}`;
      const part = bytes.slice(place * ticket.chunk, (place + 1) * ticket.chunk);
      const answer = await post(address, ticket.csrf, part, "application/octet-stream");
      if (await settle(item, answer) !== "wanted") return;
    }
  }

  async function visit(kit, ticket, mark, progress) {
    const waiting = (await qingtianField.items(kit.number)).filter((one) => one.state !== "kept").sort((a, b) => a.n - b.n);
    for (let from = 0; from < waiting.length; from += ticket.most) {
      const some = waiting.slice(from, from + ticket.most);
      const answer = await post(`${ticket.base}announce/`, ticket.csrf, { visit: kit.number, mark, items: some.map(told) });
      if (!answer.items) return { words: answer.words };
      for (const [at, one] of answer.items.entries()) {
        if (await settle(some[at], one) === "wanted") await pieces(some[at], one.have, ticket);
        progress(kit.number);
      }
    }
    return finish(kit, ticket);
  }

  async function finish(kit, ticket) {
    const held = await qingtianField.items(kit.number);
    if (!held.length || held.some((one) => one.state !== "kept")) return {};
    const answer = await post(`${ticket.base}finish/`, ticket.csrf, { visit: kit.number, chain: kit.chain });
    if (answer.taken) await qingtianField.taken(kit.number);
    return answer;
  }

  /* every visit of the officer who is signed in; throws where there is no network, so that it is tried again */
  async function send(base, mark = "internal", progress = () => null) {
    const one = async () => {
      let ticket;
      try {
        ticket = { base, ...(await ask(`${base}ticket/`)) };
      } catch (wrong) {
        if (wrong instanceof SignIn) return { state: "sign-in" };
        throw wrong;
      }
      const found = { state: "sent", words: [], foreign: 0 };
      for (const kit of await qingtianField.kits()) {
        if (kit.owner !== ticket.owner) { found.foreign += 1; continue; }
        const answer = await visit(kit, ticket, mark, progress);
        if (answer.words) found.words.push(`${kit.number} ${answer.words}`);
      }
      return found;
    };
    return navigator.locks ? navigator.locks.request("qingtian-field-send", one) : one();
  }

  return { send, ask, SignIn };
})();
