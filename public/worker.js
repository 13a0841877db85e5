// Runs `engine::jobs` apart from the page, which never waits for it. `web::workers` is the other end; what both say is defined in
// `engine::jobs::protocol`. A text comes in; numbers go out, or a text once: why this worker is of no more use.
import { script, wasm } from "./loader.js";

// How often a worker before this one failed: then nothing that the browser keeps is trusted.
const again = Number(location.hash.slice(1));

// How long to work before newer messages are looked at, in milliseconds.
const SLICE = 12;

// Says that this worker lives while it loads, every second: the page takes one that is silent for dead.
const alive = () => postMessage(new Float64Array());
const beat = setInterval(alive, 1000);
alive();

// A message to oneself comes after those that wait already, and sooner than a timer.
const turn = new MessageChannel();

const early = [];
let runner = null;
let working = false;
let dead = false;

const attempt = (step) => {
  if (dead) return;
  try {
    step();
  } catch (error) {
    // After a trap the module's memory cannot be trusted.
    dead = true;
    postMessage(String(error?.message ?? error));
  }
};

const goOn = () => {
  if (working) return;
  working = true;
  turn.port2.postMessage(null);
};

const take = (request) => {
  runner.take(request);
  goOn();
};

turn.port1.onmessage = () => attempt(() => {
  working = false;
  const numbers = runner.work(SLICE);
  if (numbers === undefined) return;
  postMessage(numbers, [numbers.buffer]);
  goOn();
});

onmessage = ({ data }) => {
  if (runner === null) early.push(data);
  else attempt(() => take(data));
};

Promise.all([
  script(new URL("../worker/pkg/cascade_notes_worker.js", import.meta.url), again),
  wasm(new URL("../worker/pkg/cascade_notes_worker_bg.wasm", import.meta.url), again),
]).then(async ([program, module]) => {
  await program.default({ module_or_path: module });
  attempt(() => {
    runner = new program.JobRunner();
    early.splice(0).forEach(take);
  });
}).catch((error) => attempt(() => { throw error; })).finally(() => clearInterval(beat));
