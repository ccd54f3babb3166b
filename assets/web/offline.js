// The service worker: keeps every file of one version of the page, and answers with them whether there is a network or not.
// A new version waits until no page of the old one is open any more, or until a person takes it.
const CACHE = `unsit-${VERSION}`;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file === PAGE ? "reload" : "default" })))));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("unsit-") && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const wanted = request.mode === "navigate" ? PAGE : request;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(wanted)) ?? fetch(request)));
});

// A reminder was pressed. A page that is open answers it, wherever it is; else one is opened for it.
addEventListener("notificationclick", (event) => {
  const { action, notification } = event;
  notification.close();
  event.waitUntil(answer(action || "body", notification.data));
});

async function answer(pressed, offer) {
  const [page] = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!page) return clients.openWindow(`./?break=${pressed}`);
  page.postMessage({ pressed, offer });
  if (pressed === "start" || pressed === "body") await page.focus();
}
