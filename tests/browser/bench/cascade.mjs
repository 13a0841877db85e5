// Times cascades as WebAssembly in Chromium; prints JSON. `cargo xtask bench` serves the module and reads it.
import { chromium } from "@playwright/test";

const ONE = [10_000, 100_000, 1_000_000];
const EIGHT = [100_000, 300_000, 1_000_000];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => { throw error; });
  await page.goto(process.env.BENCH_URL);
  const jobs = await page.evaluate(async ({ one, eight }) => {
    const { default: init, prepare, run, shocks } = await import("./cascade_notes_bench_cascade.js");
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
    return rows;
  }, { one: ONE, eight: EIGHT });
  console.log(JSON.stringify(jobs));
} finally {
  await browser.close();
}
