// Answers when there is no network. The build writes `dist/sw.js` out of this, with the version of the page and every file of it.
//
// A file with a hash in its name is what its name says, in whatever version it stands, so it is answered from any cache. A page is asked of the network
// first: whoever has one gets the newest page, and whoever has none gets a page whose files are all kept. So no answer ever mixes versions.
const VERSION = "{version}";
// The file of each page and its SHA-256, then everything else.
const PAGES = {pages};
const FILES = {files};

// Milliseconds after which a page that is kept is shown instead.
const PATIENCE = 4000;

const scope = new URL("./", self.location);
const prefix = `cascade-notes ${scope.pathname} `;
const mine = prefix + VERSION;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const keep = async () => {
  const cache = await caches.open(mine);
  await Promise.all(FILES.map(async (file) => {
    const url = new URL(file, scope);
    const hashed = file.startsWith("assets/");
    const known = hashed ? await caches.match(url) : undefined;
    const response = known ?? (await fetch(url, { cache: hashed ? "default" : "no-cache" }));
    if (!response.ok) throw new Error(`${file} answered ${response.status}`);
    await cache.put(url, response);
  }));
  // The pages last, and only where they are of this version: another may be on its way to the host.
  await Promise.all(Object.entries(PAGES).map(async ([file, digest]) => {
    const url = new URL(file === "index.html" ? "./" : file, scope);
    const response = await fetch(url, { cache: "no-cache" });
    const found = hex(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
    if (found !== digest) throw new Error(`${file} is of another version`);
    await cache.put(url, response);
  }));
};

// The version before stays for the tabs that still show it; all older ones go.
const tidy = async () => {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== mine);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
};

const tell = async () => {
  for (const client of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    if (client.url.startsWith(scope.href)) client.postMessage({ version: VERSION });
  }
};

const page = async (request) => {
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  if (url.pathname.endsWith("/index.html")) url.pathname = url.pathname.slice(0, -"index.html".length);
  const kept = await (await caches.open(mine)).match(url);
  const asked = fetch(request);
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([asked.catch(() => kept), late]);
};

const file = async (request) => (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);

self.addEventListener("install", (event) => {
  // Nothing is reloaded by this: tabs keep the page that they show, and their files are found.
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => clients.claim()).then(tell));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(scope.href)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith(`${scope.pathname}assets/`) && request.cache !== "reload") event.respondWith(file(request));
});
