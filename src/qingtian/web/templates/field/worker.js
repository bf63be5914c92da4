/* Keeps the page of the field on the phone, shows it when the network fails, and sends what was sealed once it is back.
   It looks at the page of the field only; everything else goes its ordinary way. */
"use strict";
importScripts({% for script in scripts %}"{{ script }}"{% if not forloop.last %}, {% endif %}{% endfor %});

const KEPT = [{% for address in kept %}"{{ address }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGE = "{{ page }}";
const STORE = `qingtian-field ${PAGE}`;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const store = await caches.open(STORE);
  await Promise.all(KEPT.map(async (address) => {
    const answer = await fetch(address, { cache: "reload", credentials: "same-origin", redirect: "manual" });
    if (answer.ok) await store.put(address, answer);
  }));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/* the network first, so that nobody reads an old page; what was kept where there is none. A way to the sign-in form is
   never kept in its place. */
async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && new URL(request.url).pathname === PAGE) (await caches.open(STORE)).put(PAGE, answer.clone());
    return answer;
  } catch {
    return (await caches.match(PAGE)) || Response.error();
  }
}

async function piece(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreSearch: true })) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.mode === "navigate" && path === PAGE) event.respondWith(page(event.request));
  else if (event.request.method === "GET" && KEPT.includes(path)) event.respondWith(piece(event.request));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "qingtian-field") event.waitUntil(qingtianFieldSync.send(PAGE));
});
