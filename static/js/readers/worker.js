// Keeps the articles that were read last, for a reader without a network. The network is always asked first, and
// what it answers is what is shown, whatever it says.
const CACHE = "read-1";
const OFFLINE = "/offline/";
const MOST = 30;
const LARGEST = 512 * 1024;
const NOT_OURS = /^\/(admin|preview|media|static)(\/|$)/;
const AN_ARTICLE = /<meta property="og:type" content="article">/;

addEventListener("install", (event) => {
  event.waitUntil(keepOfflinePage().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(begin());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode !== "navigate" || request.method !== "GET" || url.origin !== location.origin) return;
  if (NOT_OURS.test(url.pathname)) return;
  event.respondWith(answer(event, url));
});

async function keepOfflinePage() {
  const cache = await caches.open(CACHE);
  await cache.add(new Request(OFFLINE, { cache: "reload" }));
}

async function begin() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  // The browser asks the network while it wakes this worker, so that no page comes later for it.
  await registration.navigationPreload?.enable();
  await clients.claim();
  // The page that brought the worker was there before it.
  for (const { url } of await clients.matchAll({ type: "window" })) await keepOpen(new URL(url)).catch(() => {});
}

async function keepOpen(url) {
  if (!NOT_OURS.test(url.pathname)) await keep(keyOf(url), await fetch(url));
}

async function answer(event, url) {
  let response;
  try {
    response = (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return withoutNetwork(url);
  }
  // A full disk must not break a page.
  event.waitUntil(keep(keyOf(url), response.clone()).catch(() => {}));
  return response;
}

function keyOf(url) {
  return url.origin + url.pathname;
}

async function keep(key, response) {
  if (response.status >= 500) return;
  const cache = await caches.open(CACHE);
  const isPage = response.ok && !response.redirected && /\bpublic\b/.test(response.headers.get("Cache-Control"));
  const text = isPage ? await response.clone().text() : "";
  // Deleted first, so that what was read last stands last. What moved or was withdrawn is not kept on.
  if (!key.endsWith(OFFLINE)) await cache.delete(key);
  if (AN_ARTICLE.test(text) && text.length <= LARGEST) {
    await cache.put(key, response);
    for (const old of (await articles(cache)).slice(0, -MOST)) await cache.delete(old);
  }
}

async function articles(cache) {
  return (await cache.keys()).filter((request) => !request.url.endsWith(OFFLINE));
}

async function withoutNetwork(url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(url));
  return kept ?? offlinePage(cache);
}

// The offline page with links to what can be read. A title is taken from a page of ours as it stands, escaped already.
async function offlinePage(cache) {
  const page = await cache.match(OFFLINE);
  if (!page) return Response.error();
  let items = "";
  for (const request of (await articles(cache)).reverse()) {
    const text = await (await cache.match(request)).text();
    const language = text.match(/<html lang="([\w-]*)">/)?.[1] ?? "";
    const title = text.match(/<meta property="og:title" content="([^"]*)">/)?.[1];
    if (title) items += `<li><a lang="${language}" href="${new URL(request.url).pathname}">${title}</a></li>`;
  }
  const text = await page.text();
  const filled = items ? text.replace(" hidden>", ">").replace("<ul></ul>", () => `<ul>${items}</ul>`) : text;
  return new Response(filled, { status: 503, headers: page.headers });
}
