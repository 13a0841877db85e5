// Keeps the page for when there is no network, once it is ready: nothing of it is in the way of the first visit.
import { say } from "./loader.js";

/** Registers the service worker, and offers a newer version when one has come. */
export const keepForOffline = () => {
  const workers = navigator.serviceWorker;
  // Absent on an insecure address; the page works all the same.
  if (!workers) return;
  workers.addEventListener("message", ({ data }) => {
    if (data?.version && data.version !== document.documentElement.dataset.version) {
      say("update", { act: "reload", then: () => location.reload() });
    }
  });
  // Relative to the page, so it is the same below any path.
  const registered = workers.register("./sw.js").catch(() => undefined);
  // Tabs stay open for days.
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState === "visible") (await registered)?.update().catch(() => undefined);
  });
};
