// Starts the figures after the page has been painted: the prose is readable without them, so nothing here may hold it up.
// `data-app` on the root element says how it went: absent, "ready" or "failed".

const painted = () =>
  new Promise((resolve) => {
    const afterFrame = () => requestAnimationFrame(() => resolve());
    if (document.readyState === "complete") {
      afterFrame();
    } else {
      addEventListener("load", afterFrame, { once: true });
    }
  });

const page = document.documentElement;

const start = async () => {
  const text = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return answer.text();
  };
  // The build names the file of the page's language.
  const words = text(new URL(page.dataset.words, document.baseURI));
  const { default: init, mount } = await import("../pkg/cascade_notes.js");
  const [said] = await Promise.all([words, init({ module_or_path: new URL("../pkg/cascade_notes_bg.wasm", import.meta.url) })]);
  // Only loaded when the page needs it.
  await mount(said, new URL("./worker.js", import.meta.url).href);
};

try {
  await painted();
  await start();
  page.dataset.app = "ready";
} catch (error) {
  // The prerendered page stays as it is; one note says that its figures do not answer.
  console.error(error);
  page.dataset.app = "failed";
  document.getElementById("app-failed")?.removeAttribute("hidden");
}
