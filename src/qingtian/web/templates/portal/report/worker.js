/* Keeps the page that opens without a network on the phone, shows it when the network fails, and sends what was kept
   once the network is back. It looks at pages of reporting only; everything else goes its ordinary way. */
"use strict";
importScripts("{{ phone }}");

const KEPT = [{% for address in kept %}"{{ address }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGE = "{{ page }}";
const STORE = `qingtian-report ${PAGE}`;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const store = await caches.open(STORE);
  await Promise.all(KEPT.map(async (address) => {
    const answer = await fetch(address, { cache: "reload", credentials: "same-origin" });
    if (answer.ok) await store.put(address, answer);
  }));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/* the network first, so that nobody reads an old page; what was kept where there is none */
async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && new URL(request.url).pathname === PAGE) (await caches.open(STORE)).put(PAGE, answer.clone());
    return answer;
  } catch {
    if (new URL(request.url).pathname !== PAGE) return Response.redirect(PAGE, 303);
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
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (event.request.method === "GET" && KEPT.includes(path)) event.respondWith(piece(event.request));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "qingtian-report") event.waitUntil(qingtianPhone.send());
});
