// The service worker: a page for when there is no network, the files that page needs, and notices. Nothing else is ever kept: no page
// that somebody read, no answer, nothing personal; a shared computer stays clean. Whatever fails here, the network is asked.

const KEPT = "house-{{ version }}";
const FILES = {{ files|safe }};
const PAGES = {{ pages|safe }};
const LANGUAGE = "/offline/language";
let known;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function fill() {
  const cache = await caches.open(KEPT);
  // Without cookies: what is kept is what anybody would get.
  await cache.addAll([...FILES, ...Object.values(PAGES)].map((url) => new Request(url, { credentials: "omit", cache: "no-cache" })));
  await self.skipWaiting();
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith("house-") && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(new URL(request.url).pathname)) event.respondWith(file(request));
});

async function file(request) {
  const found = await caches.match(request, { ignoreVary: true }).catch(() => null);
  return found || fetch(request);
}

async function page(event) {
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    event.waitUntil(remember(answer.headers.get("Content-Language")));
    return answer;
  } catch (trouble) {
    const shown = await offline().catch(() => null);
    if (shown) return shown;
    throw trouble;
  }
}

async function remember(language) {
  if (!(language in PAGES) || language === known) return;
  known = language;
  await (await caches.open(KEPT)).put(LANGUAGE, new Response(language));
}

async function offline() {
  const noted = await (await caches.match(LANGUAGE))?.text();
  const wished = [noted, ...navigator.languages.map((one) => one.slice(0, 2))].find((one) => one in PAGES);
  return caches.match(PAGES[wished] ?? Object.values(PAGES)[0], { ignoreVary: true });
}

{% include "core/worker_notices.js" %}
