// Times the cascade's section of the built page in Chromium; prints JSON. `cargo xtask bench` serves the page and reads it.
//
// "To the drawing": from the slider's `input` event until the graph's new picture, the story and the tables are in the page and laid out: question to
// the worker, run, answer, painting. "To the frame": until the frame that shows it has been handed over, which waits for the screen's next turn.
import { launched } from "./browser.mjs";

const STEPS = 160;
const WARM_UP = 10;
const url = process.env.BASE_URL ?? "http://127.0.0.1:8080/";

const browser = await launched();

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  return { median: at(0.5), p95: at(0.95), count: sorted.length };
}

async function open(fragment = "") {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1200 } });
  page.on("pageerror", (error) => { throw error; });
  await page.goto(url + fragment);
  await page.locator('html[data-app="ready"]').waitFor();
  await page.locator("#cascade").scrollIntoViewIfNeeded();
  // It opens before the shock; what is timed is the run's end.
  const push = page.getByRole("button", { name: "Push", exact: true });
  await push.or(page.locator('[data-figure="cascade"] .where')).first().waitFor();
  if (await push.isVisible()) {
    await push.click();
    await page.getByRole("slider", { name: "Round", exact: true }).press("End");
  }
  await page.waitForTimeout(800);
  return page;
}

/** Moves a slider to and fro; times each step to the new picture of the graph, and to the frame that shows it. */
async function slide(page, label) {
  const slider = page.getByRole("slider", { name: label, exact: true });
  await slider.scrollIntoViewIfNeeded();
  return slider.evaluate(async (input, { steps, warmUp }) => {
    const plot = document.querySelector('[data-figure="cascade"] [data-part="plot"]');
    const settled = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const drawn = () =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          // After everything that the answer's own task does.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            plot.getBoundingClientRect();
            resolve(performance.now());
          };
          channel.port2.postMessage(0);
        });
        observer.observe(plot, { childList: true });
      });
    const framed = () =>
      new Promise((resolve) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      }));
    const [toDrawing, toFrame] = [[], []];
    let up = true;
    for (let step = 0; step < steps + warmUp; step += 1) {
      const now = Number(input.value);
      if (now >= Number(input.max)) up = false;
      if (now <= Number(input.min)) up = true;
      const done = drawn();
      input.value = String(now + (up ? 1 : -1));
      const start = performance.now();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      const drawing = (await done) - start;
      const frame = (await framed()) - start;
      if (step >= warmUp) {
        toDrawing.push(drawing);
        toFrame.push(frame);
      }
      // The curve follows the picture; it is not waited for by the reader, but it must not fall into the next step.
      await new Promise((resolve) => setTimeout(resolve, 60));
      await settled();
    }
    return { toDrawing, toFrame };
  }, { steps: STEPS, warmUp: WARM_UP });
}

/** Presses arrow keys on a slider while the processor is slowed down; gives the browser's own event timings. */
async function interactions(page, label) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.evaluate(() => {
    window.timings = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.interactionId) window.timings.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: false });
  });
  await page.getByRole("slider", { name: label, exact: true }).focus();
  const pressed = 60;
  for (let n = 0; n < pressed; n += 1) {
    await page.keyboard.press(n % 20 < 10 ? "ArrowRight" : "ArrowLeft");
    await page.waitForTimeout(150);
  }
  const timings = await page.evaluate(() => window.timings);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  // What took less than 16 ms is not listed; INP of fewer than 50 interactions is the longest.
  while (timings.length < pressed) timings.push(8);
  return { worst: Math.max(...timings), median: summary(timings).median, p98: timings.toSorted((a, b) => a - b)[Math.floor(timings.length * 0.98) - 1] };
}

/** Sets how many accounts there are; times the run from end to end, and the longest frame meanwhile. */
async function crowd(page, accounts) {
  await page.getByText("All settings of this market").click();
  return page.evaluate(async (accounts) => {
    // What is out of sight is not painted.
    document.querySelector('[data-figure="cascade"]').scrollIntoView();
    const field = document.querySelector("#set-accounts");
    const told = document.querySelector('[data-island="narration"]');
    const until = (done) => new Promise((resolve, reject) => {
      const late = performance.now() + 60_000;
      const look = () => {
        if (done()) resolve(performance.now());
        else if (performance.now() > late) reject(new Error("nothing came of it within a minute"));
        else setTimeout(look, 4);
      };
      look();
    });
    let [longest, last, on] = [0, performance.now(), true];
    const frame = (now) => {
      longest = Math.max(longest, now - last);
      last = now;
      if (on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    await new Promise((resolve) => setTimeout(resolve, 300));
    [longest, last] = [0, performance.now()];
    const before = document.querySelector('[data-figure="cascade"] [data-part="plot"]').innerHTML;
    const start = performance.now();
    field.value = String(accounts);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const picture = (await until(() => document.querySelector('[data-figure="cascade"] [data-part="plot"]').innerHTML !== before)) - start;
    const work = document.querySelector('[data-island="progress"] .work');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const all = (await until(() => work.hidden)) - start;
    // The same accounts under another shock: nobody is drawn anew.
    const shock = document.querySelector("#set-shock");
    const drawn = document.querySelector('[data-figure="cascade"] [data-part="plot"]').innerHTML;
    const again = performance.now();
    shock.value = String(Number(shock.value) + 1);
    shock.dispatchEvent(new Event("input", { bubbles: true }));
    const another = (await until(() => document.querySelector('[data-figure="cascade"] [data-part="plot"]').innerHTML !== drawn)) - again;
    on = false;
    return { picture, all, another, longest, told: told.textContent.length };
  }, accounts);
}

try {
  const page = await open();
  const steps = {};
  for (const label of ["Shock", "Depth", "Correlation", "Shared collateral"]) {
    const { toDrawing, toFrame } = await slide(page, label);
    steps[label] = { drawing: summary(toDrawing), frame: summary(toFrame) };
  }
  const slowed = await interactions(page, "Shock");
  await page.close();
  const crowds = {};
  for (const accounts of [100_000, 1_000_000]) {
    const fresh = await open("#v=1&preset=deep");
    crowds[accounts] = await crowd(fresh, accounts);
    await fresh.close();
  }
  console.log(JSON.stringify({ steps, slowed, crowds }));
} finally {
  await browser.close();
}
