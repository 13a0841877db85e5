// Starts the figures: the prose is readable without them, so nothing here may hold it up.
// `data-app` on the root element says how it went: absent, "ready" or "failed". What is said about it stands in the page, in the reader's language.
import { Missing, SOON, say, script, silence, text, wasm } from "./loader.js";

/** All of the text stands in the page. */
const parsed = () =>
  new Promise((resolve) => {
    if (document.readyState === "loading") {
      addEventListener("DOMContentLoaded", resolve, { once: true });
    } else {
      resolve();
    }
  });

const painted = () =>
  new Promise((resolve) => {
    // A frame is painted after its callbacks: bringing the page to life must not come before.
    const afterFrame = () => requestAnimationFrame(() => setTimeout(resolve));
    if (document.readyState === "complete") {
      afterFrame();
    } else {
      addEventListener("load", afterFrame, { once: true });
    }
  });

const page = document.documentElement;

// The parts that came; one that did not is asked for again.
const parts = new Map();

const part = (file, name, bring) => {
  if (!parts.has(file)) {
    parts.set(file, bring().catch((error) => {
      parts.delete(file);
      throw Object.assign(error, { part: name });
    }));
  }
  return parts.get(file);
};

// All at once: each would wait for the one before.
const bring = (again) =>
  Promise.all([
    // The build names the file of the page's language, which begins with its name.
    part("words", "words", () => text(new URL(page.dataset.words, document.baseURI), `${page.lang} `, again)),
    part("script", "program", () => script(new URL("../pkg/cascade_notes.js", import.meta.url), again)),
    part("wasm", "program", () => wasm(new URL("../pkg/cascade_notes_bg.wasm", import.meta.url), again)),
  ]);

const start = async (again) => {
  const [said, program, module] = await bring(again);
  await program.default({ module_or_path: module });
  // The worker is only loaded when the page needs it.
  await program.mount(said, new URL("./worker.js", import.meta.url).href);
};

const attempt = async (again) => {
  const slow = setTimeout(() => say("waiting"), SOON);
  try {
    await start(again);
    silence();
    page.dataset.app = "ready";
  } catch (error) {
    // The prerendered page stays as it is; one note says why its figures do not answer.
    console.error(error);
    page.dataset.app = "failed";
    if (error instanceof Missing) {
      say(error.reason, { part: error.part, number: error.number, act: "again", then: () => retry(again + 1) });
    } else {
      // What has begun and failed cannot begin once more in the same page.
      say("stopped", { act: "reload", then: () => location.reload() });
    }
    return;
  } finally {
    clearTimeout(slow);
  }
  // Nothing of this is in the way of the first visit; without it the page works all the same.
  script(new URL("./offline.js", import.meta.url)).then(({ keepForOffline }) => keepForOffline(), console.warn);
};

const retry = (again) => {
  say("waiting");
  return attempt(again);
};

page.classList.add("begun");
// On their way while the page is still read; what is wrong with one is said once there is a place for it.
bring(0).catch(() => {});
await parsed();
document.getElementById("app-absent").hidden = true;
await painted();
await attempt(0);
