// Keeps the site for when there is no network. What is read is asked of the network, and a copy is shown only where that does not
// answer, so that nobody with a network reads old medical text. What has a hash in its name never changes, so there the copy
// comes first.
// `site build` puts `site` before this: the build's id, its files, and the page that helps in an emergency. Where it is null, this
// worker takes every copy and then itself away.

const folder = new URL(registration.scope).pathname;
const prefix = `copy of ${folder} `;
const copies = () => caches.open(prefix + site.build);
const pathOf = (address) => new URL(address, registration.scope).pathname.replace(/index\.html$/, "");
const hasHash = (path) => /-[0-9a-f]{16}(_bg)?\.\w+$/.test(path);

// Pages and data hold the id of their build. While a new one is being published, a server may answer with parts of both.
const isOfThisBuild = async (path, response) => {
  if (!response.ok || response.redirected) return false;
  return !/(\/|\.json)$/.test(path) || (await response.text()).includes(site.build);
};

const keep = async (path, response) => {
  const cache = await copies();
  if (await cache.match(path)) return true;
  if (!(await isOfThisBuild(path, response.clone()))) return false;
  await cache.put(path, response);
  return true;
};

// All or nothing: without one file, the worker of the build before stays in charge, with all of its own.
const keepAll = async (files) => {
  const cache = await copies();
  const paths = files.map(pathOf).values();
  const one = async () => {
    for (const path of paths) {
      if (await cache.match(path)) continue;
      const response = await fetch(path, { cache: hasHash(path) ? "default" : "no-cache", priority: "low" });
      if (!(await keep(path, response))) throw new Error(`${path} is not of build ${site.build}`);
    }
  };
  await Promise.all([one(), one(), one(), one()]);
};

// A network that is there and does not answer, as at the edge of a cell, is waited for no longer than people wait.
const tooLong = () => new Promise((resolve) => setTimeout(resolve, 8000));

const networkFirst = async (event, path) => {
  // Not from the browser's own cache either, whatever the server said about that.
  const answer = fetch(event.request, { cache: "no-cache" }).catch(() => null);
  const response = await Promise.race([answer, tooLong()]);
  if (response && response.status < 500) {
    event.waitUntil(keep(path, response.clone()));
    return response;
  }
  return (await (await copies()).match(path)) ?? (await answer) ?? Response.error();
};

const copyFirst = async (event, path) => {
  const copy = await caches.match(path);
  if (copy) return copy;
  const response = await fetch(event.request);
  event.waitUntil(keep(path, response.clone()));
  return response;
};

addEventListener("install", (event) => {
  skipWaiting();
  // On a line that is slow or saves data: what helps in an emergency, and from then on what was visited.
  if (site) event.waitUntil(keepAll(location.search === "?visited" ? site.help : site.files));
});

addEventListener("activate", (event) => {
  const takeOver = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(prefix) && name !== prefix + site?.build);
    await Promise.all(old.map((name) => caches.delete(name)));
    await (site ? clients.claim() : registration.unregister());
  };
  event.waitUntil(takeOver());
});

if (site) {
  addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    const path = pathOf(url);
    if (method !== "GET" || new URL(url).origin !== location.origin || !path.startsWith(folder)) return;
    event.respondWith((hasHash(path) ? copyFirst : networkFirst)(event, path));
  });
}
