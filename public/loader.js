// Brings the parts of the page, or says why one did not come: the page and its worker load everything by this.

// Seconds without a byte after which a part is given up. The slowest lines in use (GPRS, a satellite, a train) stand still for ten at times, and nobody
// waits twice as long for a page that already reads.
const PATIENCE = 20;

/** Why a part did not come. `reason` is "unreached", "answered", "late" or "unexpected"; `number` is the status or the seconds. */
export class Missing extends Error {
  constructor(reason, number = 0, cause = undefined) {
    super(`${reason} ${number}`, { cause });
    this.reason = reason;
    this.number = number;
  }
}

const late = () => new Missing("late", PATIENCE);

// Reads a copy to its end, and tells of every piece of it; false where the line broke.
const followed = async (copy, heard) => {
  try {
    const reader = copy.body.getReader();
    while (!(await reader.read()).done) heard();
    return true;
  } catch {
    return false;
  }
};

// Fetches and reads; `again` goes past what the browser keeps, which may be what was wrong.
const fetched = async (url, read, again) => {
  const control = new AbortController();
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => control.abort(), PATIENCE * 1000);
  };
  const broken = (cause) => (control.signal.aborted ? late() : new Missing("unreached", 0, cause));
  heard();
  try {
    // What can be read comes before what makes it answer.
    const response = await fetch(url, { signal: control.signal, cache: again ? "reload" : "default", priority: "low" }).catch((error) => { throw broken(error); });
    if (!response.ok) throw new Missing("answered", response.status);
    // A browser keeps what it compiled only of a response that nobody has touched, so a copy is listened to.
    const whole = followed(response.clone(), heard);
    try {
      return await read(response);
    } catch (error) {
      throw (await whole) ? new Missing("unexpected", 0, error) : broken(error);
    }
  } finally {
    clearTimeout(timer);
  }
};

/** A text that begins as it should. */
export const text = (url, beginning, again) =>
  fetched(url, async (response) => {
    const all = await response.text();
    if (!all.startsWith(beginning)) throw new Error(`${url} begins with ${all.slice(0, 20)}`);
    return all;
  }, again);

/** A compiled WebAssembly module; also from a host that does not name its type. */
export const wasm = (url, again) =>
  fetched(url, async (response) => {
    const named = response.headers.get("content-type")?.startsWith("application/wasm");
    return named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  }, again);

/** A script module. A browser says of one that failed neither why nor, asked again, anything new: then it goes by another address. */
export const script = async (url, again) => {
  const address = new URL(url);
  if (again) address.search = `again=${again}`;
  let timer;
  const end = new Promise((_, reject) => {
    timer = setTimeout(() => reject(late()), PATIENCE * 1000);
  });
  try {
    return await Promise.race([import(address), end]);
  } catch (error) {
    if (error instanceof Missing) throw error;
    await fetched(address, (response) => response.text(), "reload");
    throw new Missing("unexpected", 0, error);
  } finally {
    clearTimeout(timer);
  }
};

// Who waits no longer than this, in milliseconds, need not be told that something is on its way.
export const SOON = 4000;

// What the page says of itself where the program or its words may be missing: the sentences are templates in the page. It stands in this file because a
// part more to fetch would come later than what it tells of.

// Looked up when something is said: the script may be here before the page is read.
const line = () => document.getElementById("app-state");

const template = (name) => line().querySelector(`template[data-say="${name}"]`).content.cloneNode(true);

/** Says a sentence, with a name of a part and a number in it, and perhaps a button. */
export const say = (name, { part, number, act, then } = {}) => {
  const said = template(name);
  const place = line();
  for (const slot of said.querySelectorAll("[data-slot]")) {
    slot.replaceWith(slot.dataset.slot === "part" ? template(part) : String(number));
  }
  place.querySelector("[role=status]").replaceChildren(said);
  const button = place.querySelector("button[data-act]");
  button.hidden = !act;
  if (act) button.replaceChildren(template(act));
  button.onclick = then ?? null;
  place.querySelector("button[data-later]").hidden = name !== "update";
  place.querySelector("button[data-later]").onclick = silence;
  place.hidden = false;
};

/** Takes the line away. */
export const silence = () => {
  const place = line();
  place.hidden = true;
  place.querySelector("[role=status]").replaceChildren();
};

/** A compiled chunk of the program, asked for again and again until it is there: whatever keeps it from coming is said, and the reader asks. */
export const chunk = async (url) => {
  let said = false;
  const tell = (name, more) => {
    said = true;
    say(name, more);
  };
  for (let again = 0; ; again += 1) {
    const slow = setTimeout(tell, SOON, "waiting");
    try {
      const module = await wasm(url, again);
      if (said) silence();
      return module;
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      await new Promise((then) => tell(error.reason, { part: "sections", number: error.number, act: "again", then }));
      tell("waiting");
    } finally {
      clearTimeout(slow);
    }
  }
};
