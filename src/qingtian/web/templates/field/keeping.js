/* The page and its pieces are on the phone as soon as the worker is there. */
const KEPT = [{% for address in kept %}"{{ address }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGE = "{{ page }}";
const STORE = `${KEEPER} ${PAGE}`;

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
    if (answer.ok && !answer.redirected) (await caches.open(STORE)).put(PAGE, answer.clone());
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
