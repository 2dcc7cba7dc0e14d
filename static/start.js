// Fetches and starts the app: at once where the page needs it, else when the page is idle; on a line that is slow or saves
// data, only for somebody who turns to a page that needs it.
// Before it, and whatever becomes of it, what needs a few lines and no app: the links of sections, and sharing.
// `site build` puts `words` before this.
(() => {
  const { app, wasm, style, integrity } = document.currentScript.dataset;
  const page = document.getElementById("page");
  const needsApp = document.querySelector("[data-starts-app]");
  const announcer = document.getElementById("announcer");
  Object.assign(announcer.dataset, words);
  const reveal = (id) => {
    const notice = document.getElementById(id);
    if (notice) notice.hidden = false;
  };
  // As the app does: everybody sees it, and screen readers hear it.
  const tell = (text) => {
    announcer.textContent = text;
    announcer.toggleAttribute("data-shown", text !== "");
  };

  // An app that has died answers nothing any more. The page does, so it stays without the app until somebody asks for it.
  const tellOfDeath = () => {
    tell(words.appDied);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "usa-button", textContent: words.tryAgain });
    button.dataset.tryAgain = "";
    announcer.append(" ", button);
  };
  const isDead = Boolean(history.state?.hasDied);
  if (isDead) {
    page.dataset.app = "dead";
    tellOfDeath();
  }
  const tryAgain = () => {
    history.replaceState(null, "", location.pathname);
    location.reload();
  };
  if (performance.getEntriesByType("navigation")[0]?.type === "reload") page.dataset.reloaded = "";

  // A step of the self-screen was loaded anew, so its answers are gone; said at once, before anything else is fetched.
  if (needsApp && (isDead || history.state?.length > 1)) reveal("begun-again");

  // A section's link leads to the section, as links do. Where the browser allows, its address is copied as well.
  const copy = async (link) => {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // The address bar has it.
    }
    const bubble = document.createElement("span");
    bubble.textContent = announcer.textContent = announcer.dataset.linkCopied;
    link.replaceChildren(bubble);
    setTimeout(() => (bubble.remove(), (announcer.textContent = "")), 4000);
  };

  // The title and the address, and nothing that the address may carry besides.
  const share = () => {
    const data = { title: document.title, url: location.origin + location.pathname };
    navigator.share(data).catch(() => {}); // The visitor thought better of it.
  };
  if (navigator.share) document.documentElement.dataset.canShare = "";
  document.documentElement.dataset.canPrint = "";

  // A page may have grown old since it was published.
  const today = new Date().toISOString().slice(0, 10);
  for (const notice of document.querySelectorAll("[data-overdue-after]")) {
    if (notice.dataset.overdueAfter < today) notice.hidden = false;
  }

  // The self-screen was asked for before the app is there: remembered in the page, where the app finds it. Whoever has waited
  // for seconds, or for an app that cannot start, gets the list on paper.
  const begin = (event, respondent) => {
    event.preventDefault();
    const isAsked = "begin" in page.dataset;
    page.dataset.begin = respondent; // The last choice holds.
    if (isAsked) return;
    tell(announcer.dataset.gettingReady);
    setTimeout(givePaper, 8000);
  };
  const givePaper = () => {
    if (!("begin" in page.dataset)) return;
    delete page.dataset.begin;
    tell("");
    reveal("app-failed");
    location.hash = "question-list";
  };
  const isOnItsWay = () => isStarted && (page.dataset.app ?? "starting") === "starting";

  addEventListener("click", (event) => {
    const { target, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (ctrlKey || metaKey || shiftKey || altKey) return;
    const link = target.closest(".section-link");
    if (link) copy(link);
    if (target.closest("[data-share]")) share();
    if (target.closest("[data-print]")) print();
    if (target.closest("[data-try-again]")) tryAgain();
    const beginning = target.closest("a[data-begin]");
    if (beginning && isOnItsWay()) begin(event, beginning.dataset.begin);
  });

  // The page has the rules for what stands in it. The app may show anything. What holds on paper only comes after both.
  const addStyle = () =>
    new Promise((resolve, reject) => {
      const link = document.createElement("link");
      Object.assign(link, { rel: "stylesheet", href: style, onload: resolve, onerror: reject });
      document.head.querySelector("style").after(link);
    });

  let isStarted = isDead;
  const start = () => {
    if (isStarted) return;
    isStarted = true;
    Promise.all([import(app), fetch(wasm, { integrity }), addStyle()])
      .then(([module, response]) => module.default({ module_or_path: response }))
      .catch(() => {
        // The page is complete without the app, and the search says so itself; the self-screen has something to explain.
        page.dataset.app = "failed";
        givePaper();
        reveal("app-failed");
      });
  };

  // Once more as it was prerendered; or, where that cannot be had, with what stands there.
  const recover = async ({ error, reason }) => {
    const RuntimeError = window.WebAssembly?.RuntimeError;
    if (!RuntimeError || !((error ?? reason) instanceof RuntimeError) || page.dataset.app === "dead") return;
    page.dataset.app = "dead";
    tellOfDeath();
    const { ok } = await fetch(location.pathname, { cache: "no-cache", signal: AbortSignal.timeout(5000) });
    if (!ok) return;
    history.replaceState({ hasDied: true }, "");
    location.reload();
  };
  const onError = (event) => recover(event).catch(() => {});
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onError);

  const line = navigator.connection;
  const savesData = line?.saveData || /2g|3g/.test(line?.effectiveType);
  if (needsApp) {
    start();
    // Nothing says that it fails, and nothing comes.
    setTimeout(() => isOnItsWay() && reveal("app-failed"), 15_000);
  } else if (savesData) {
    const pages = page.dataset.appPages.split(" ");
    const turnTo = ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link && link.origin === location.origin && pages.includes(link.pathname)) start();
    };
    for (const name of ["pointerover", "touchstart", "focusin"]) addEventListener(name, turnTo, { passive: true });
  } else {
    const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 200));
    addEventListener("load", () => whenIdle(start));
  }

  // For a visit without a network. Where that cannot be, nothing else is lost.
  const keepForLater = async () => {
    const { serviceWorker } = navigator;
    const address = `${page.dataset.base}worker.js${savesData ? "?visited" : ""}`;
    const policy = window.trustedTypes?.createPolicy("worker", { createScriptURL: () => address });
    // What was fetched before the worker was there passes it once more; the browser still has most of it.
    const pass = () => {
      const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
      for (const name of [location.pathname, ...fetched]) fetch(name).catch(() => {});
    };
    if (savesData && !serviceWorker.controller) serviceWorker.addEventListener("controllerchange", pass, { once: true });
    await serviceWorker.register(policy ? policy.createScriptURL("") : address);
  };
  addEventListener("load", () => keepForLater().catch(() => {}));
})();
