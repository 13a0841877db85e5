// Runs before the first paint: marks that scripts are on, and applies the reader's own choice of theme.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("cascade-notes:theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be off; the system's theme is used.
  }
})();
