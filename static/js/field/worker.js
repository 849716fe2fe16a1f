// Keeps the page of field capture and its files for work without a connection, and sends what waits when there is one
// again and no page is open. It answers for nothing else and keeps nothing of anybody.
import { sendAll } from "./sending.js";

const { version, page, files, addresses } = self.shell;
const KEPT = `field-${version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(files.map((file) => new Request(file, { cache: "no-cache" })))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

async function dropOthers() {
  for (const name of await caches.keys()) if (name.startsWith("field-") && name !== KEPT) await caches.delete(name);
}

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" ? pathname === page : files.includes(pathname)) event.respondWith(answered(event.request, pathname));
});

async function answered(request, pathname) {
  const kept = await caches.open(KEPT);
  return (await kept.match(pathname)) ?? fetch(request);
}

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("sync", (event) => {
  event.waitUntil(
    sendAll(addresses).then(async (end) => {
      for (const client of await self.clients.matchAll()) client.postMessage("sent");
      if (["offline", "later"].includes(end)) throw new Error(end);
    }),
  );
});
