// Runs before the first paint: marks that scripts are on, applies the reader's own choice of theme, and sees to it that somebody speaks where the script
// that starts the rest does not come.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("cascade-notes:theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be off; the system's theme is used.
  }
  // Longer than `boot.js` waits for any other part.
  const PATIENCE = 25_000;
  const absent = () => {
    if (root.classList.contains("begun")) return;
    root.dataset.app = "failed";
    const line = document.getElementById("app-absent");
    line.querySelector("button").onclick = () => location.reload();
    line.hidden = false;
  };
  addEventListener("error", ({ target }) => target instanceof HTMLScriptElement && absent(), true);
  setTimeout(absent, PATIENCE);
})();
