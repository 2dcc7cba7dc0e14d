// Fetches and starts the app: when the page is idle or, where the visitor saves data, when the self-screen is opened.
(() => {
  const { app, wasm } = document.currentScript.dataset;
  const onSelfScreen = document.querySelector("[data-self-screen]");
  const reveal = (id) => {
    const notice = document.getElementById(id);
    if (notice) notice.hidden = false;
  };

  // A step of the self-screen was loaded anew, so its answers are gone; said at once, before anything else is fetched.
  if (onSelfScreen && history.state?.length > 1) reveal("begun-again");

  const start = () =>
    import(app)
      .then((module) => module.default({ module_or_path: wasm }))
      .catch(() => {
        // The page is complete without the app; only the self-screen has something to explain.
        reveal("app-failed");
      });

  if (onSelfScreen) start();
  else if (!navigator.connection?.saveData) {
    const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 200));
    addEventListener("load", () => whenIdle(start));
  }
})();
