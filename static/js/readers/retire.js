// Served in the worker's place where SERVICE_WORKER is off: takes away what the worker kept, and itself.
addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  event.waitUntil(retire());
});

async function retire() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
