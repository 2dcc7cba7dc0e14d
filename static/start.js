// Fetches and starts the app: when the page is idle or, where the visitor saves data, when the self-screen is opened.
(() => {
  const { app, wasm } = document.currentScript.dataset;
  const onSelfScreen = document.querySelector("[data-self-screen]");

  const start = () =>
    import(app)
      .then((module) => module.default({ module_or_path: wasm }))
      .catch(() => {
        // The page is complete without the app; only the self-screen has something to explain.
        const notice = document.getElementById("app-failed");
        if (notice) notice.hidden = false;
      });

  if (onSelfScreen) start();
  else if (!navigator.connection?.saveData) {
    const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 200));
    addEventListener("load", () => whenIdle(start));
  }
})();
