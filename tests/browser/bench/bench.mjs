// Times the built page and the jobs of benches/ in Chromium; prints JSON. `cargo xtask bench` serves both and reads it.
//
// A step of a slider is timed from the moment its `input` event is sent until the page's scripts have come to rest: handlers, one
// recompute, every change to the DOM. Layout and paint are not in it. That the DOM then is as it stays is checked at each step before the timed ones: what
// the check leaves behind would be collected in their time.
import { launched } from "./browser.mjs";

const STEPS = 240;
const WARM_UP = 20;

const browser = await launched();

/** Moves one slider step by step, to and fro. Gives the times in milliseconds. */
async function slide(page, label) {
  const slider = page.getByRole("slider", { name: label, exact: true });
  return slider.evaluate(async (input, { label, steps, warmUp }) => {
    const channel = new MessageChannel();
    // A message comes after everything that the event's own task has queued.
    const atRest = () =>
      new Promise((resolve) => {
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      });
    const settled = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    // Without the voices of the figures: they speak when the reader has rested.
    const shown = () => {
      const copy = document.querySelector("main").cloneNode(true);
      for (const voice of copy.querySelectorAll("[aria-live=polite]")) voice.remove();
      return copy.innerHTML;
    };
    const [low, high] = [Number(input.min), Number(input.max)];
    const times = [];
    let up = true;
    let before = shown();
    await settled();
    // Sections out of sight follow when the settings rest.
    await new Promise((resolve) => setTimeout(resolve, 400));
    for (let step = 0; step < steps + warmUp; step += 1) {
      const now = Number(input.value);
      if (now >= high) up = false;
      if (now <= low) up = true;
      input.value = String(now + (up ? 1 : -1));
      const start = performance.now();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      const time = (await atRest()) - start;
      if (step < warmUp) {
        const after = shown();
        if (after === before) throw new Error(`${label}: step ${step} changed nothing`);
        await settled();
        if (after !== shown()) throw new Error(`${label}: step ${step} was timed before the page was at rest`);
        before = after;
      } else {
        times.push(time);
      }
      // Sent right after a frame, so that the next one does not fall into what is timed.
      await settled();
      await settled();
    }
    return times;
  }, { label, steps: STEPS, warmUp: WARM_UP });
}

/** Times one job in batches that are long enough for the browser's clock. Gives milliseconds for one time. */
async function time(page, name) {
  return page.evaluate(async (name) => {
    const { default: init, run } = await import("./cascade_notes_bench.js");
    await init();
    const batch = (times) => {
      const start = performance.now();
      if (run(name, times) < 0) throw new Error(`the job ${name} failed`);
      return performance.now() - start;
    };
    let times = 1;
    while (batch(times) < 20) times *= 2;
    return Array.from({ length: 30 }, () => batch(times) / times);
  }, name);
}

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  return { median: at(0.5), p95: at(0.95), count: sorted.length };
}

try {
  const steps = {};
  // On a screen, and on one so tall that every figure is in sight: those that are not are not drawn.
  for (const [height, where] of [[900, "on a screen"], [12_000, "every figure in sight"]]) {
    const page = await browser.newPage({ viewport: { width: 1280, height } });
    page.on("pageerror", (error) => { throw error; });
    await page.goto(process.env.BASE_URL ?? "http://127.0.0.1:8080/");
    await page.locator('html[data-app="ready"]').waitFor();
    // Everything is drawn, as it is for a reader who has guessed.
    const show = page.getByRole("button", { name: "Show me", exact: true });
    while (await show.count()) await show.first().click();
    // The levels of the book and the premiums of the path have their sliders in a fold.
    for (const fold of ["Each level by number", "Premiums of the path"]) await page.locator("details", { hasText: fold }).evaluate((details) => { details.open = true; });
    const labels = ["Days held", "Leverage", "Size to close", "Depth at 0.1 %", "Payments made", "Rate of a payment", "Funding rate", "I accept a gap of"];
    for (const label of labels) {
      await page.getByRole("slider", { name: label, exact: true }).scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
      steps[`${label}, ${where}`] = summary(await slide(page, label));
    }
    await page.close();
  }

  const jobs = {};
  const bare = await browser.newPage();
  await bare.goto(process.env.BENCH_URL);
  for (const name of process.env.JOBS.split(" ")) jobs[name] = summary(await time(bare, name));
  console.log(JSON.stringify({ browser: browser.version(), steps, jobs }));
} finally {
  await browser.close();
}
