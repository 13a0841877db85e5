// Times the monitor as WebAssembly in Chromium; prints JSON. `cargo xtask bench` serves the module and reads it.
import { launched } from "./browser.mjs";

const browser = await launched();

try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => { throw error; });
  await page.goto(process.env.BENCH_URL);
  const jobs = await page.evaluate(async () => {
    const { default: init, watch, watching_jobs } = await import("./cascade_notes_bench_cascade.js");
    await init();
    const rows = {};
    const names = watching_jobs();
    if (!names) throw new Error("the stream cannot be drawn");
    for (const [job, times] of names.split(",").map((one) => one.split(" "))) {
      let counted = watch(job);
      if (counted === 0) throw new Error(`${job} failed`);
      // As often at a stretch as the browser's clock, a tenth of a millisecond, needs.
      const batch = (often) => {
        const start = performance.now();
        for (let one = 0; one < often; one += 1) counted = watch(job);
        return (performance.now() - start) / often;
      };
      let often = 1;
      while (batch(often) * often < 5) often *= 2;
      const all = Array.from({ length: Number(times) }, () => batch(often)).sort((a, b) => a - b);
      rows[job] = { median: all[Math.floor(all.length / 2)], counted };
    }
    return rows;
  });
  console.log(JSON.stringify(jobs));
} finally {
  await browser.close();
}
