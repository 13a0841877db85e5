// What runs of many accounts leave in memory; prints JSON, in megabytes. Serve the built page first:
//   cargo xtask build && cargo xtask serve --no-build --no-watch --port 8095
//   BASE_URL=http://127.0.0.1:8095/ node tests/browser/bench/memory.mjs
// ACCOUNTS is 1000000 where it is not given, PRESET october-2025, RUNS six, and SETTLE, how long a curve grows after each narration, 5 seconds.
//
// Linear memory never shrinks: what a worker's module has, it has had at its peak. It is read from inside the worker; beside it stands what the
// renderer's process holds, where the system says so (Linux).
import { readFile } from "node:fs/promises";
import { launched } from "./browser.mjs";

const base = process.env.BASE_URL ?? "http://127.0.0.1:8080/";
const accounts = process.env.ACCOUNTS ?? "1000000";
const preset = process.env.PRESET ?? "october-2025";
const runs = Number(process.env.RUNS ?? 6);
const settle = Number(process.env.SETTLE ?? 5) * 1000;
const MEGABYTE = 1024 * 1024;

const browser = await launched();

// In the worker, before its module is made: keeps the module's memory where it can be asked for, and counts narrations (kind 1) that were said.
const HOOK = `for (const name of ["instantiate", "instantiateStreaming"]) {
  const real = WebAssembly[name].bind(WebAssembly);
  WebAssembly[name] = async (...given) => {
    const made = await real(...given);
    self.linearMemory = (made.instance ?? made).exports.memory;
    return made;
  };
}
self.narrations = 0;
const say = self.postMessage.bind(self);
self.postMessage = (message, ...rest) => {
  // After the envelope of three numbers.
  if (message[3] === 1) self.narrations += 1;
  say(message, ...rest);
};
`;

/** What the processes of pages hold, all together. */
async function resident() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const held = await Promise.all(processInfo.filter(({ type }) => type === "renderer").map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
    return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  }));
  await session.detach();
  return Math.max(...held);
}

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1200 } });
  page.on("pageerror", (error) => { throw error; });
  await page.route(/\/worker[-.\w]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: HOOK + (await response.text()) });
  });
  /** The greatest of what the workers say. */
  const asked = async (question) => Math.max(0, ...(await Promise.all(page.workers().map((worker) => worker.evaluate(question)))));
  const narrations = () => asked(() => self.narrations);
  const answered = async (earlier) => {
    const late = performance.now() + 300_000;
    while ((await narrations()) <= earlier) {
      if (performance.now() > late) throw new Error("no answer within five minutes");
      await page.waitForTimeout(20);
    }
  };

  await page.goto(`${base}#v=1&preset=${preset}&accounts=${accounts}&shock=15&seed=7`);
  await page.locator('html[data-app="ready"]').waitFor();
  await page.locator("#cascade").scrollIntoViewIfNeeded();
  const rows = [];
  const note = async (what, milliseconds) => {
    const linear = await asked(() => self.linearMemory?.buffer.byteLength ?? 0);
    rows.push({ what, seconds: milliseconds / 1000, worker: linear / MEGABYTE, renderer: (await resident()) / MEGABYTE });
    console.error(JSON.stringify(rows.at(-1)));
  };
  // Shocks and seeds in turn, each in the place of the one before as a link that is followed. None is deeper than the first: a deeper one closes more
  // accounts, and its log is as long as that.
  for (let run = 0; run <= runs; run += 1) {
    const change = run % 2 === 1 ? `&shock=${15 - run}` : `&shock=15&seed=${run + 7}`;
    const earlier = run === 0 ? 0 : await narrations();
    const start = performance.now();
    await page.evaluate((fragment) => { location.hash = fragment; }, `v=1&preset=${preset}&accounts=${accounts}${change}`);
    await answered(earlier);
    const took = performance.now() - start;
    await page.waitForTimeout(settle);
    await note(change.slice(1), took);
  }
  console.log(JSON.stringify(rows));
} finally {
  await browser.close();
}
