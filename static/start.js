// Fetches and starts the app: at once where the page needs it, else when the page is idle and the visitor does not save data.
// Before it, and whatever becomes of it, what needs a few lines and no app: the links of sections, and sharing.
(() => {
  const { app, wasm } = document.currentScript.dataset;
  const needsApp = document.querySelector("[data-starts-app]");
  const announcer = document.getElementById("announcer");
  const reveal = (id) => {
    const notice = document.getElementById(id);
    if (notice) notice.hidden = false;
  };

  // A step of the self-screen was loaded anew, so its answers are gone; said at once, before anything else is fetched.
  if (needsApp && history.state?.length > 1) reveal("begun-again");

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

  addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey, altKey }) => {
    const link = target.closest(".section-link");
    if (link && !(ctrlKey || metaKey || shiftKey || altKey)) copy(link);
    if (target.closest("[data-share]")) share();
    if (target.closest("[data-print]")) print();
  });

  const start = () =>
    import(app)
      .then((module) => module.default({ module_or_path: wasm }))
      .catch(() => {
        // The page is complete without the app, and the search says so itself; the self-screen has something to explain.
        reveal("app-failed");
      });

  if (needsApp) start();
  else if (!navigator.connection?.saveData) {
    const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 200));
    addEventListener("load", () => whenIdle(start));
  }
})();
