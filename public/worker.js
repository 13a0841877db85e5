// Computes cascades apart from the page, which never waits for them. `web::workers` is the other end.
// In: { id, question } or { id, cancel: true }; the latest question takes the place of any before.
// Out: { id, numbers, last }, or { id, failed } once, after which this worker is of no more use.
import init, { JobRunner } from "../worker/pkg/cascade_notes_worker.js";

// How long to work before newer messages are looked at, in milliseconds.
const SLICE = 12;

// A message to oneself comes after those that wait already, and sooner than a timer.
const turn = new MessageChannel();

let runner = null;
let asked = null;
let working = false;
let dead = false;

const attempt = (step) => {
  if (dead) return;
  try {
    step();
  } catch (error) {
    // After a trap the module's memory cannot be trusted.
    dead = true;
    postMessage({ id: asked?.id, failed: String(error?.message ?? error) });
  }
};

const goOn = () => {
  if (working) return;
  working = true;
  turn.port2.postMessage(null);
};

const take = () => {
  if (runner === null || asked === null) return;
  if (asked.cancel) runner.cancel();
  else runner.ask(asked.question);
  goOn();
};

turn.port1.onmessage = () => attempt(() => {
  working = false;
  const reply = runner.work(SLICE);
  if (!reply) return;
  const [numbers, last] = [reply.numbers(), reply.last()];
  reply.free();
  if (numbers.length > 0 || last) postMessage({ id: asked.id, numbers, last }, [numbers.buffer]);
  if (!last) goOn();
});

onmessage = ({ data }) => {
  asked = data;
  attempt(take);
};

init({ module_or_path: new URL("../worker/pkg/cascade_notes_worker_bg.wasm", import.meta.url) }).then(
  () => attempt(() => { runner = new JobRunner(); take(); }),
  (error) => attempt(() => { throw error; }),
);
