// Times how the built page takes in a large file in Chromium: from the drop until what was found is shown, and the longest frame meanwhile; prints JSON.
// Serve the built page first:
//   cargo xtask build && cargo xtask serve --no-build --no-watch --port 8095
//   BASE_URL=http://127.0.0.1:8095/ MEGABYTES=50 node tests/browser/bench/file.mjs
//
// The file is a CSV of funding rates in the form of Binance's export, made inside the page before anything is timed. It is read in the worker, slice by
// slice; a frame is what the reader feels of it.
import { launched } from "./browser.mjs";

const megabytes = (process.env.MEGABYTES ?? "1 10 50").split(" ").map(Number);
const url = process.env.BASE_URL ?? "http://127.0.0.1:8080/";
const browser = await launched();

/** Drops a file of so many megabytes on the page. Times are in milliseconds. */
async function dropped(page, size) {
  return page.evaluate(async (size) => {
    const parts = ["calc_time,funding_interval_hours,last_funding_rate\n"];
    let [bytes, rows] = [parts[0].length, 0];
    // A payment every eight hours, with a rate that goes up and down.
    while (bytes < size * 1e6) {
      let part = "";
      for (let n = 0; n < 10_000 && bytes + part.length < size * 1e6; n += 1, rows += 1) {
        part += `${1_600_000_000_000 + rows * 28_800_000},8,${((((rows * 7919) % 2001) - 1000) / 1e7).toFixed(8)}\n`;
      }
      parts.push(part);
      bytes += part.length;
    }
    const data = new DataTransfer();
    data.items.add(new File(parts, "large.csv", { type: "text/csv" }));

    let [longest, last, on] = [0, performance.now(), true];
    const frame = (now) => {
      longest = Math.max(longest, now - last);
      last = now;
      if (on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    [longest, last] = [0, performance.now()];
    const until = (done) => new Promise((resolve, reject) => {
      const late = performance.now() + 300_000;
      const look = () => {
        if (done()) resolve(performance.now());
        else if (performance.now() > late) reject(new Error("nothing came of the file within five minutes"));
        else setTimeout(look, 4);
      };
      look();
    });
    const start = performance.now();
    document.body.dispatchEvent(new DragEvent("dragenter", { bubbles: true, dataTransfer: data }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
    const asked = (await until(() => document.querySelector(".brought"))) - start;
    const read = (await until(() => document.querySelector(".brought") && !document.querySelector(".brought.waiting"))) - start;
    // What was found is laid out and painted too.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    on = false;
    const refused = document.querySelector(".brought.refused")?.textContent;
    return { bytes, rows, asked, read, longest, refused };
  }, size);
}

try {
  const files = {};
  for (const size of megabytes) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on("pageerror", (error) => { throw error; });
    await page.goto(url);
    await page.locator('html[data-app="ready"]').waitFor();
    await page.locator("#account").scrollIntoViewIfNeeded();
    await page.locator('[data-figure="account"] .plot-live svg').waitFor();
    const { refused, ...times } = await dropped(page, size);
    if (refused) throw new Error(`a file of ${size} MB was not read: ${refused}`);
    files[size] = times;
    await page.close();
  }
  console.log(JSON.stringify({ files }));
} finally {
  await browser.close();
}
