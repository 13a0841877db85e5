// What a visit costs, in Chromium; prints JSON. Serve the built page (`cargo xtask serve --no-build`), leave the machine alone, and run
// `node tests/browser/bench/visit.mjs`. With `LIGHTHOUSE=path/to/lighthouse/cli/index.js` it also takes the median of five mobile scores.
//
// - Layout shift at 360, 800 and 1280 px, from navigation through every section.
// - From navigation to text, and to the first drag that is answered, under a slow line (150 ms, 1.6 Mbit/s, as DevTools throttles) and a processor slowed
//   down four times.
// - Interactions as the browser times them (Event Timing, in steps of 8 ms), processor slowed down four times: 98th percentile.
// - Tasks over 50 ms, at full speed, from navigation until the page is at rest.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { executablePath, launched } from "./browser.mjs";

const url = process.env.BASE_URL ?? "http://127.0.0.1:8080/";
const TIMES = 5;

const browser = await launched();

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const part = (numbers, p) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.ceil(p * numbers.length) - 1)];

/** A fresh visit: nothing is kept from the one before. `slow` are the times by which processor and line are slowed down. */
async function visit({ width = 360, height = 780, cpu = 1, line = false }, then) {
  const context = await browser.newContext({ viewport: { width, height }, serviceWorkers: "block" });
  const page = await context.newPage();
  page.on("pageerror", (error) => { throw error; });
  const session = await context.newCDPSession(page);
  if (cpu > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (line) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false, latency: 150 * 3.75, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9,
    });
  }
  await page.addInitScript(() => {
    const seen = { shift: 0, long: [], events: new Map(), painted: 0, answered: 0 };
    Object.assign(window, { seen });
    const watch = (type, options, take) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
    watch("layout-shift", {}, (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
    watch("longtask", {}, (entry) => seen.long.push(Math.round(entry.duration)));
    watch("event", { durationThreshold: 16 }, (entry) => {
      if (entry.interactionId) seen.events.set(entry.interactionId, Math.max(entry.duration, seen.events.get(entry.interactionId) ?? 0));
    });
    watch("paint", {}, (entry) => { if (entry.name === "first-contentful-paint") seen.painted = entry.startTime; });
    // A reader who drags at once and goes on: each frame moves a slider of the page until a number in the text has followed.
    const drag = () => {
      const slider = document.querySelector("#set-days ~ input[type=range], input[type=range][aria-label='Days held']");
      const price = document.querySelector("[data-bind=conservative]");
      if (slider && price) {
        if (!seen.before) seen.before = price.textContent;
        if (price.textContent !== seen.before) return void (seen.answered = performance.now());
        slider.value = slider.value === "45" ? "46" : "45";
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      }
      requestAnimationFrame(drag);
    };
    if (location.hash.includes("drag")) requestAnimationFrame(drag);
  });
  try {
    return await then(page);
  } finally {
    await context.close();
  }
}

const ready = (page) => page.locator('html[data-app="ready"]').waitFor();
const seen = (page, what) => page.evaluate((what) => window.seen[what], what);

async function shift(width) {
  return visit({ width, height: 900 }, async (page) => {
    await page.goto(url);
    await ready(page);
    for (const section of await page.locator("main section[id]").all()) {
      await section.scrollIntoViewIfNeeded();
      await page.waitForTimeout(250);
    }
    return Number((await seen(page, "shift")).toFixed(4));
  });
}

async function firstDrag() {
  return visit({ cpu: 4, line: true }, async (page) => {
    await page.goto(`${url}#drag`, { timeout: 60_000 });
    await page.waitForFunction(() => window.seen.answered > 0, undefined, { timeout: 60_000 });
    return { text: await seen(page, "painted"), drag: await seen(page, "answered") };
  });
}

async function interactions() {
  return visit({ width: 1280, height: 900, cpu: 4 }, async (page) => {
    await page.goto(url);
    await ready(page);
    for (const label of ["Days held", "Leverage", "Funding rate", "Shock"]) {
      const slider = page.getByRole("slider", { name: label, exact: true });
      await slider.scrollIntoViewIfNeeded();
      await slider.focus();
      await page.waitForTimeout(1500);
      for (let step = 0; step < 30; step += 1) {
        await page.keyboard.press(step % 2 === 0 ? "ArrowRight" : "ArrowLeft");
        await page.waitForTimeout(120);
      }
    }
    const all = await page.evaluate(() => [...window.seen.events.values()]);
    // Those under 16 ms are not told of one by one.
    const count = 120;
    const padded = [...all, ...Array(Math.max(0, count - all.length)).fill(8)];
    return { p98: part(padded, 0.98), worst: Math.max(...padded), count: padded.length };
  });
}

async function longTasks() {
  return visit({ width: 1280, height: 900 }, async (page) => {
    await page.goto(url);
    await ready(page);
    await page.waitForTimeout(1500);
    return seen(page, "long");
  });
}

async function lighthouse() {
  const program = process.env.LIGHTHOUSE;
  if (!program) return null;
  const flags = [program, url, "--quiet", "--output=json", "--only-categories=performance", `--chrome-path=${executablePath}`,
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu"];
  const runs = [];
  for (let run = 0; run < TIMES; run += 1) {
    const { stdout } = await promisify(execFile)("node", flags, { maxBuffer: 1e9 });
    const { categories, audits } = JSON.parse(stdout);
    const value = (name) => Math.round(audits[name].numericValue);
    runs.push({ score: Math.round(categories.performance.score * 100), blocking: value("total-blocking-time"), interactive: value("interactive"),
      text: value("first-contentful-paint") });
  }
  return { median: median(runs.map(({ score }) => score)), runs };
}

try {
  const drags = [];
  for (let run = 0; run < TIMES; run += 1) drags.push(await firstDrag());
  const shifts = {};
  for (const width of [360, 800, 1280]) shifts[width] = await shift(width);
  console.log(JSON.stringify({
    browser: browser.version(),
    layoutShift: shifts,
    slow: { text: Math.round(median(drags.map(({ text }) => text))), firstDrag: Math.round(median(drags.map(({ drag }) => drag))), runs: drags.length },
    interactions: await interactions(),
    longTasks: await longTasks(),
    lighthouse: await lighthouse(),
  }, null, 2));
} finally {
  await browser.close();
}
