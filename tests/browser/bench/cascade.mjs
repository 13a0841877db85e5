// Times cascades as WebAssembly in Chromium; prints JSON. `cargo xtask bench` serves the module and reads it.
import { launched } from "./browser.mjs";

const ONE = [10_000, 100_000, 1_000_000];
const EIGHT = [100_000, 300_000, 1_000_000];
// Runs of October 2025, as benches/cascade.rs has them.
const OCTOBER = [[100_000, ["shared", "shared dense", "queue", "queue dense"]], [1_000_000, ["shared", "shared dense", "queue"]]];
// October 2025 as the worker is asked for it, so often; the worker's patience, and how long a curve is waited for, in milliseconds.
const ASKED = [[100_000, 3], [1_000_000, 1]];
const [SLICE, LONG] = [12, 60_000];

const browser = await launched();

try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => { throw error; });
  await page.goto(process.env.BENCH_URL);
  const jobs = await page.evaluate(async ({ one, eight, october, asked, slice, long }) => {
    const { default: init, ask, heard, prepare, run, shocks, work } = await import("./cascade_notes_bench_cascade.js");
    await init();
    const rows = {};
    // The least of so many times is what the machine can do, the middle what it did.
    const time = (name, job, times) => {
      let done = run(job);
      if (done.length === 0) throw new Error(`${name} ${job} failed`);
      // As often at a stretch as the browser's clock, a tenth of a millisecond, needs.
      const batch = (often) => {
        const start = performance.now();
        for (let one = 0; one < often; one += 1) done = run(job);
        return (performance.now() - start) / often;
      };
      let often = 1;
      while (batch(often) * often < 5) often *= 2;
      const all = Array.from({ length: times }, () => batch(often)).sort((a, b) => a - b);
      rows[`${name} ${job}`] = { least: all[0], median: all[Math.floor(all.length / 2)], rounds: done[0], closed: done[1] };
    };
    for (const accounts of one) {
      if (!prepare("one", accounts)) throw new Error("one symbol cannot be prepared");
      for (const [job, times] of [["build", 5], ["depth", 41], ["shock", 9], ["dense", 11]]) time(`one ${accounts}`, job, times);
    }
    for (const accounts of eight) {
      if (!prepare("eight", accounts)) throw new Error("eight symbols cannot be prepared");
      for (const shock of shocks().split(",")) {
        time(`eight ${accounts}`, shock, 21);
        time(`eight ${accounts}`, `${shock} dense`, 3);
      }
    }
    for (const [accounts, jobs] of october) {
      if (!prepare("october", accounts)) throw new Error("October 2025 cannot be prepared");
      for (const job of jobs) time(`october ${accounts}`, job, 3);
    }
    // The middle of so many, where it came every time.
    const middle = (all, times) => (all.length < times ? null : all.toSorted((a, b) => a - b)[Math.floor(times / 2)]);
    const answers = {};
    for (const [accounts, times] of asked) {
      const [narrations, curves] = [[], []];
      let [longest, points] = [0, 0];
      for (let one = 0; one < times; one += 1) {
        if (!ask(accounts)) throw new Error("October 2025 cannot be asked for");
        let [worked, narrated, last] = [0, 0, 0];
        while (!last && worked <= long) {
          const start = performance.now();
          work(slice);
          const took = performance.now() - start;
          worked += took;
          longest = Math.max(longest, took);
          const known = heard();
          if (known.length === 0) throw new Error(`October 2025 of ${accounts} failed`);
          if (known[0] && !narrated) narrations.push(worked);
          [narrated, last, points] = known;
        }
        if (last) curves.push(worked);
      }
      answers[accounts] = { narration: middle(narrations, times), curve: middle(curves, times), slice: longest, points };
    }
    return { jobs: rows, asked: answers };
  }, { one: ONE, eight: EIGHT, october: OCTOBER, asked: ASKED, slice: SLICE, long: LONG });
  console.log(JSON.stringify(jobs));
} finally {
  await browser.close();
}
