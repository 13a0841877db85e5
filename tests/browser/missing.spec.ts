// Each part of the page in turn does not come, comes too late, comes as something else or ends: it is said with its reason, and can be tried again.
import type { Route } from "@playwright/test";
import { expect, test, type Notes } from "./notes";

const line = (notes: Notes) => notes.page.locator("#app-state");
const again = (notes: Notes) => notes.page.getByRole("button", { name: "Try again" });

// What is on the way when the page is closed is nobody's any more.
test.afterEach(async ({ notes }) => {
  await notes.page.unrouteAll({ behavior: "ignoreErrors" });
  // The browser speaks of what is missing by itself.
  notes.wrongs.length = 0;
});

const WAYS: [string, (route: Route) => unknown, RegExp][] = [
  ["is blocked", (route) => route.abort(), /could not be reached/],
  ["is not there", (route) => route.fulfill({ status: 404, body: "" }), /the host answered 404/],
  ["is something else", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<p>Log in to this network</p>" }), /not what was expected/],
];

const PARTS: [string, string, RegExp][] = [
  ["the file of words", "**/assets/en.*.txt", /the file of its words/],
  ["the program’s script", "**/assets/cascade_notes.*.js*", /the program/],
  ["the program", "**/assets/cascade_notes_bg.*.wasm", /the program/],
  ["the chunk of the later sections", "**/assets/split_late.*.wasm", /its later sections/],
];

for (const [name, files, called] of PARTS) {
  for (const [way, answer, reason] of WAYS) {
    test(`${name} ${way}`, async ({ notes }) => {
      await notes.page.route(files, answer);
      await notes.page.goto("./");
      await expect(line(notes)).toContainText(reason);
      await expect(line(notes)).toContainText(called);
      await expect(line(notes)).toContainText("those of the default trade");
      await expect(notes.figure("gap").locator("svg:visible")).toHaveCount(1);
      await again(notes).click();
      await expect(line(notes)).toContainText(reason);
      await notes.page.unroute(files);
      await again(notes).click();
      await notes.ready();
      await expect(line(notes)).toBeHidden();
      await notes.slider("Days held").fill("60");
      await notes.prices("54,271", "55,751");
    });
  }

  test(`${name} never answers`, async ({ notes }) => {
    await notes.page.clock.install();
    await notes.page.route(files, () => undefined);
    const asked = notes.page.waitForRequest(files);
    await notes.page.goto("./");
    await asked;
    await notes.page.clock.fastForward(5_000);
    await expect(line(notes)).toContainText("still on its way");
    await expect(line(notes)).toContainText("those of the default trade");
    await notes.page.clock.fastForward(20_000);
    await expect(line(notes)).toContainText("for more than 20 seconds");
    await expect(line(notes)).toContainText(called);
    await notes.page.unroute(files);
    await again(notes).click();
    await notes.ready();
    await expect(line(notes)).toBeHidden();
  });
}

test("the script that starts it all is blocked", async ({ notes }) => {
  // It is waited for as long as a slow line may need.
  test.slow();
  await notes.page.route("**/assets/boot.*.js", (route) => route.abort());
  await notes.page.goto("./");
  const absent = notes.page.locator("#app-absent");
  await expect(absent).toContainText("the script that starts it did not come");
  await notes.page.unroute("**/assets/boot.*.js");
  await absent.getByRole("button", { name: "Reload" }).click();
  await notes.ready();
  await expect(absent).toBeHidden();
});

const failed = (notes: Notes) => notes.page.getByText("This could not be computed");

// The cascade is asked for, and its worker with it.
const ask = async (notes: Notes): Promise<void> => {
  await notes.figure("cascade").locator(".stage").scrollIntoViewIfNeeded();
};

const answered = async (notes: Notes): Promise<void> => {
  await expect(failed(notes)).toBeHidden();
  // The worker has answered once there is something to point at.
  await expect(notes.figure("cascade").locator(".target").first()).toBeAttached();
};

const WORKER: [string, string][] = [
  ["the worker’s script", "**/assets/worker.*.js"],
  ["the worker’s glue", "**/assets/cascade_notes_worker.*.js*"],
  ["the worker’s program", "**/assets/cascade_notes_worker_bg.*.wasm"],
];

for (const [name, files] of WORKER) {
  for (const [way, answer, reason] of WAYS) {
    test(`${name} ${way}`, async ({ notes }) => {
      await notes.open();
      await notes.page.route(files, answer);
      await ask(notes);
      await expect(failed(notes)).toContainText(reason);
      await notes.page.unroute(files);
      await again(notes).click();
      await answered(notes);
    });
  }
}

test("the worker’s script never answers", async ({ notes }) => {
  await notes.page.clock.install();
  await notes.open();
  const files = "**/assets/worker.*.js";
  await notes.page.route(files, () => undefined);
  const asked = notes.page.waitForRequest(files);
  await ask(notes);
  await asked;
  await notes.page.clock.runFor(25_000);
  await expect(failed(notes)).toContainText("silent for more than 20 seconds");
  await notes.page.unroute(files);
  await again(notes).click();
  await answered(notes);
});

test("the worker’s program never answers", async ({ notes }) => {
  // The worker waits by its own clock, which nobody can turn forward.
  test.setTimeout(120_000);
  await notes.open();
  const files = "**/assets/cascade_notes_worker_bg.*.wasm";
  await notes.page.route(files, () => undefined);
  await ask(notes);
  await expect(failed(notes)).toContainText("silent for more than 20 seconds", { timeout: 40_000 });
  await notes.page.unroute(files);
  await again(notes).click();
  await answered(notes);
});

test("a worker that ends without a word is noticed, and the next question starts another", async ({ notes }) => {
  await notes.page.clock.install();
  await notes.open();
  await ask(notes);
  await answered(notes);
  await notes.page.workers()[0]?.evaluate(() => close());
  await notes.slider("Shock").focus();
  await notes.page.keyboard.press("ArrowLeft");
  await notes.page.clock.runFor(25_000);
  await expect(failed(notes)).toContainText("silent for more than 20 seconds");
  await notes.page.keyboard.press("ArrowLeft");
  await answered(notes);
});
