/* What every page on a phone in the field needs to keep and to send: a store that takes all of a change or nothing of it,
   keys nobody guesses, questions that tell the way to the sign-in form from an answer. Nothing here touches the page. */
"use strict";

self.qingtianKeeping = (() => {
  /* an IndexedDB by name; ``made`` is called once, with the new base, to make its ``stores`` */
  function base(called, stores, made) {
    const open = () => new Promise((resolve, reject) => {
      const asked = indexedDB.open(called, 1);
      asked.onupgradeneeded = () => made(asked.result);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });

    /* all of ``work`` or nothing of it is on the phone when this resolves */
    return async function within(mode, work) {
      const opened = await open();
      try {
        return await new Promise((resolve, reject) => {
          const change = opened.transaction(stores, mode, { durability: "strict" });
          const asked = work(Object.fromEntries(stores.map((name) => [name, change.objectStore(name)])));
          change.oncomplete = () => resolve(asked?.result);
          change.onerror = change.onabort = () => reject(change.error);
        });
      } finally {
        opened.close();
      }
    };
  }

  function key() {
    const bytes = crypto.getRandomValues(new Uint8Array(18));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  }

  class SignIn extends Error {}

  /* what the server says, a refusal in words too; throws where there is no network, SignIn where the session has ended */
  async function ask(address, options = {}) {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "manual", ...options });
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignIn();
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok && !told.words && !told.items) throw new Error(`${address} ${answer.status}`);
    return told;
  }

  return { base, key, ask, SignIn };
})();
