// Watching: crowding with its bet and trial, the two lanes with clock, injects and log, what a limit costs, and the drill to its debrief.
import { expect, test, type Notes } from "./notes";

const log = (notes: Notes) => notes.page.locator('[data-island="monitor-log"]');
const card = (notes: Notes) => notes.page.locator('[data-island="drill-card"]');
const press = (notes: Notes, figure: string, name: string) => notes.figure(figure).getByRole("button", { name, exact: true }).click();

// A section comes to life once it is near the screen and its worker has answered.
const watched = async (notes: Notes): Promise<void> => {
  await notes.alive("monitor");
  await expect(notes.figure("monitor").locator(".fig-title")).toHaveText("Which lane notices first?", { timeout: 30_000 });
};

test("which lane notices first stays a question until it is answered", async ({ notes }) => {
  await notes.open();
  await watched(notes);
  const title = notes.figure("monitor").locator(".fig-title");
  await expect(title).toHaveText("Which lane notices first?");
  const bet = notes.page.locator('[data-island="monitor-bet"]');
  await expect(bet).toContainText("At second 240 begins a burst of cancels.");
  await bet.getByRole("button", { name: "the model" }).click();
  await expect(bet).toContainText("That was your guess.");
  await expect(title).toContainText("Second 262");
});

test("the bet is not given away before the worker has answered", async ({ notes }) => {
  let go = (): void => undefined;
  const wait = new Promise<void>((done) => (go = done));
  await notes.page.route("**/assets/worker.*.js", async (route) => {
    await wait;
    await route.continue();
  });
  await notes.open();
  const figure = notes.figure("monitor");
  await figure.locator(".stage").scrollIntoViewIfNeeded();
  await expect(figure.locator(".plot-live")).toHaveCount(1);
  await expect(figure.locator(".fig-title")).toBeHidden();
  await expect(figure.locator(".plot:visible")).toHaveCount(0);
  await expect(log(notes).locator("td:visible")).toHaveCount(0);
  const bet = notes.page.locator('[data-island="monitor-bet"]');
  await bet.getByRole("button", { name: "the model" }).click();
  await expect(bet).not.toContainText("That was your guess.");
  await expect(bet).toContainText("still being watched");
  go();
  await expect(figure.locator(".fig-title")).toContainText("Second 262", { timeout: 30_000 });
  await expect(bet).toContainText("That was your guess.");
  await expect(log(notes).locator("td:visible")).not.toHaveCount(0);
});

test("a stale feed is injected where the reader stands, and the rules notice", async ({ notes }) => {
  await notes.open("#v=1&watch-second=200");
  await watched(notes);
  await notes.page.locator('[data-island="monitor-bet"]').getByRole("button", { name: "Show me" }).click();
  await press(notes, "monitor", "a stale feed");
  await expect(notes.field("It begins at second")).toHaveValue("200");
  await expect.poll(() => notes.fragment()).toContain("inject=stale");
  const figure = notes.figure("monitor");
  await expect(notes.page.locator('[data-island="monitor-bet"]')).toContainText("The rules, at second 21", { timeout: 30_000 });
  await figure.getByRole("slider", { name: "Second of the stream" }).fill("230");
  await expect(figure.locator(".fig-title")).toHaveText("Second 230: the rules ask for reduced whatever the model says");
  await press(notes, "monitor", "One second on");
  await expect(figure.locator(".where")).toHaveText("second 231 of 480");
  await log(notes).getByLabel("Show").selectOption("what rules refused");
  await expect(log(notes)).toContainText("INPUT_STALE(age_s=");
});

test("the log replays byte for byte, and a changed byte is named", async ({ notes }) => {
  await notes.open();
  await watched(notes);
  await notes.page.locator('[data-island="monitor-bet"]').getByRole("button", { name: "Show me" }).click();
  const said = log(notes).locator(".log-verdict");
  await log(notes).getByRole("button", { name: "Replay" }).click();
  await expect(said).toHaveText(/^Replayed: [\d,]+ lines, [\d,]+ bytes, every one as it was\.$/, { timeout: 30_000 });
  await log(notes).getByRole("button", { name: "Tamper" }).click();
  await expect(said).toContainText("Nobody can see it from here.");
  const line = /line (\d+)/.exec(await said.innerText())?.[1];
  await log(notes).getByRole("button", { name: "Replay" }).click();
  await expect(said).toContainText(`Line ${line} no longer holds: what it says is not what its own hash says.`, { timeout: 30_000 });
  await log(notes).getByRole("button", { name: "Put it back" }).click();
  await log(notes).getByRole("button", { name: "Replay" }).click();
  await expect(said).toContainText("every one as it was", { timeout: 30_000 });
});

test("one false alarm in a week is a higher limit that costs delay", async ({ notes }) => {
  await notes.open();
  await watched(notes);
  await notes.alive("runlength");
  const figure = notes.figure("runlength");
  const title = figure.locator(".fig-title");
  await expect(title).toContainText("One false alarm in 24 h as printed");
  await notes.type("One false alarm in", "168");
  await expect(title).toContainText("One false alarm in 7 days as printed", { timeout: 30_000 });
  await expect(figure.locator(".plot-live").first()).toHaveAttribute("aria-label", /finds a shift of one deviation after/);
  await notes.type("One false alarm in", "-1");
  await expect(figure.getByRole("alert")).toContainText("It stays at 168 hours.");
});

test("the clock plays and pauses, and steps where motion is not wanted", async ({ notes }) => {
  await notes.open("#v=1&inject=nothing&watch-second=150");
  await notes.alive("monitor");
  await expect(notes.page.locator('[data-island="monitor-bet"] .bet-card')).toBeHidden({ timeout: 30_000 });
  const figure = notes.figure("monitor");
  await press(notes, "monitor", "Play");
  await expect(figure.locator(".where")).not.toHaveText("second 150 of 480");
  await press(notes, "monitor", "Pause");
  const stands = await figure.locator(".where").innerText();
  await notes.page.waitForTimeout(600);
  await expect(figure.locator(".where")).toHaveText(stands);
  await notes.page.emulateMedia({ reducedMotion: "reduce" });
  await press(notes, "monitor", "Back to the start");
  await press(notes, "monitor", "Play");
  await expect(figure.locator(".where")).toHaveText("second 121 of 480");
  await expect(figure.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("metrics are read apart, and what is missing stays missing", async ({ notes }) => {
  await notes.open();
  await notes.alive("crowding");
  const figure = notes.figure("crowding");
  const [title, picture] = [figure.locator(".fig-title"), figure.locator(".plot-live").first()];
  const missing = figure.getByLabel("What if open interest, or another, is missing?");
  await expect(title).toHaveText(/^[34] of 4 stand beyond their limit on day 62$/);
  await missing.selectOption("open interest");
  await expect(title).toHaveText("3 of 3 stand beyond their limit on day 62; not known: open interest");
  await expect(picture).toHaveAttribute("aria-label", /with open interest, 3 to 4 of 4 would be beyond/);
  await expect(picture).toHaveAttribute("aria-label", /share of the largest accounts is a part of open interest and goes with it/);
  await figure.getByRole("button", { name: "Table", exact: true }).click();
  await expect(figure.locator(".data").getByRole("row", { name: /^Open interest.*not known/ })).toBeVisible();
  await expect(figure.locator(".data").getByRole("row", { name: /^Share of the largest.*not known/ })).toBeVisible();
  // The trial answers for the same one.
  await notes.alive("trial");
  const trial = notes.figure("trial");
  await expect(trial.locator(".fig-title")).toContainText("Without open interest the combination finds", { timeout: 30_000 });
  await expect(trial.locator(".plot-live").first()).toHaveAttribute("aria-label", /Dropped without a word/);
  await missing.selectOption("funding");
  await expect(title).toHaveText(/of 3 stand beyond their limit on day 62; not known: funding$/);
  await missing.selectOption("none is");
  await press(notes, "crowding", "funding high alone");
  await expect(title).toHaveText(/^[12] of 4 stand beyond their limit on day 62$/);
  const bet = notes.page.locator('[data-island="crowding-bet"]');
  await bet.getByRole("button", { name: "all three high" }).click();
  await expect(bet).toContainText("That was your guess.");
});

test("where the noise is common the combination wins nothing, and the page says so", async ({ notes }) => {
  await notes.open();
  await notes.alive("trial");
  const title = notes.figure("trial").locator(".fig-title");
  await expect(title).toContainText("the combination finds");
  await notes.type("Noise that all metrics share", "100");
  await expect(title).toContainText("Here the combination finds no more than", { timeout: 20_000 });
});

test("where nothing drifts an alarm is called a false one", async ({ notes }) => {
  await notes.open("#v=1&drift-speed=0");
  await notes.alive("drift");
  const figure = notes.figure("drift");
  await expect(figure.locator(".fig-title")).toHaveText(/^No drift is set/, { timeout: 30_000 });
  await expect(figure.locator(".plot-live").first()).toHaveAttribute("aria-label", /falsely within 10 min/);
  const speed = figure.getByRole("textbox", { name: "The spread widens by" });
  await speed.fill("30");
  await speed.press("Enter");
  await expect(figure.locator(".fig-title")).toContainText("before the score errs", { timeout: 30_000 });
});

const bench = (notes: Notes) => notes.page.locator('[data-island="bench-rows"]');

// The list comes with the worker's first answer.
const benched = async (notes: Notes): Promise<void> => {
  await notes.alive("bench");
  await expect(bench(notes).getByRole("rowheader")).toHaveCount(7, { timeout: 30_000 });
};

test("broken rows are mended one by one, and alarms and prices move at once", async ({ notes }) => {
  await notes.open();
  await benched(notes);
  const figure = notes.figure("bench");
  const title = figure.locator(".fig-title");
  await expect(title).toHaveText(/^7 cells are broken; as they stand the detectors alarm \d+ times$/);
  const said = figure.locator(".plot-live").first();
  await expect(said).toHaveAttribute("aria-label", /the conservative price is not known/);
  // A nought that stood for missing.
  await bench(notes).getByRole("row", { name: /Nought, where nothing can be nought/ }).getByRole("button").click();
  await expect(title).toContainText("6 cells are broken");
  await expect(said).not.toHaveAttribute("aria-label", /the conservative price is not known/);
  // A cell can be typed over, and what is no number is said to be none.
  const cell = bench(notes).getByRole("textbox", { name: "depth, row 9" });
  await cell.fill("much");
  await cell.press("Enter");
  await expect(bench(notes).getByRole("row", { name: /^9/ })).toContainText("This is no number.");
  await bench(notes).getByRole("button", { name: "Take the last repair back" }).click();
  await expect(title).toContainText("6 cells are broken");
  for (let left = 6; left > 0; left -= 1) {
    await bench(notes).getByRole("listitem").getByRole("button").first().click();
    await expect(title).toContainText(left > 1 ? `${left - 1} cells are broken` : "Nothing is broken any more");
  }
  await expect(said).toHaveAttribute("aria-label", /mark, by its returns never alarms/);
  await expect(said).toHaveAttribute("aria-label", /depth alarms at row 3/);
  await expect(bench(notes)).toContainText("7 repairs so far.");
  const saved = notes.page.waitForEvent("download");
  await bench(notes).getByRole("button", { name: "Rows and repairs, JSON" }).click();
  const stream = await (await saved).createReadStream();
  let json = "";
  for await (const chunk of stream) json += chunk;
  const { repairs, rows } = JSON.parse(json) as { repairs: { why: string }[]; rows: unknown[] };
  expect(repairs.map((repair) => repair.why)).toContain("clock-backwards");
  expect([repairs.length, rows.length]).toEqual([7, 39]);
});

test("own rows are watched, and what cannot be read leaves the last ones standing", async ({ notes }) => {
  await notes.open();
  await benched(notes);
  const figure = notes.figure("bench");
  await figure.getByText("Watch your own rows").click();
  const [field, read] = [figure.getByLabel("Paste a table, or open a file"), figure.getByRole("button", { name: "Read", exact: true })];
  const rows = Array.from({ length: 60 }, (_, n) => `${60 * n},${n < 40 ? 100 + (n % 7) : 130 + (n % 7)}`).join("\n");
  await field.fill(`time,depth\n${rows}`);
  await read.click();
  await expect(figure).toContainText("60 rows are on the bench.");
  await expect(figure.locator(".fig-title")).toContainText("Nothing is broken any more; what still alarms");
  await field.fill(" ");
  await read.click();
  await expect(figure.getByRole("alert")).not.toHaveText(/^\s*$/);
  // A browser takes minutes to lay out so many lines in a field, so they come as a file.
  const many = Buffer.from(`depth\n${"1\n".repeat(100_002)}`);
  const open = () => figure.getByLabel("Open a file", { exact: true }).setInputFiles({ name: "many.csv", mimeType: "text/csv", buffer: many });
  const paste = async () => {
    await field.fill("a,b\n1,2");
    await read.click();
  };
  for (const [bring, why] of [[paste, "known"], [open, "100,000"]] as const) {
    await bring();
    await expect(figure.getByRole("alert")).toContainText("What is shown stays as it was.");
    await expect(figure.getByRole("alert")).toContainText(why);
    await expect(figure.locator(".fig-title")).toContainText("Nothing is broken any more; what still alarms");
  }
  await field.fill(`depth\n${"5\n".repeat(40)}`);
  await read.click();
  await expect(figure.locator(".plot-live").first()).toHaveAttribute("aria-label", /depth is not rated: its calm does not vary/);
});

test("own days stand beside the markets that are made", async ({ notes }) => {
  await notes.open();
  await notes.alive("crowding");
  const figure = notes.figure("crowding");
  await expect(figure.locator(".fig-title")).toContainText("of 4 stand", { timeout: 30_000 });
  await figure.getByText("Read your own days").click();
  const [field, read] = [figure.getByLabel("Paste a table, or open a file"), figure.getByRole("button", { name: "Read", exact: true })];
  const rows = Array.from({ length: 40 }, (_, n) => `${86_400 * n},${n === 39 ? 0.2 : 0.01 + 0.001 * (n % 5)}`).join("\n");
  await field.fill(`time,funding\n${rows}`);
  await read.click();
  await expect(figure.locator(".fig-title")).toHaveText("1 of 1 stand beyond their limit on day 40; not known: basis, volatility, open interest");
  await expect(figure.getByRole("button", { name: "yours" })).toHaveAttribute("aria-pressed", "true");
  await field.fill("time,funding\n86400,1\n3600,2");
  await read.click();
  await expect(figure.getByRole("alert")).toContainText("What is shown stays as it was.");
  await expect(figure.locator(".fig-title")).toContainText("1 of 1 stand");
  await figure.getByRole("button", { name: "Put them away" }).click();
  await expect(figure.locator(".fig-title")).toContainText("of 4 stand");
});

test("the weights of the score are the reader's, and out of range they stay", async ({ notes }) => {
  await notes.open("#v=1&inject=nothing");
  await notes.alive("monitor");
  const figure = notes.figure("monitor");
  await figure.getByText("Weights of the score, and its sum").click();
  const sum = figure.locator(".sum");
  await expect(sum).toContainText("(weight 1.5", { timeout: 30_000 });
  await notes.type("Weight of clustering", "0");
  await expect(sum).toContainText(/clustering 0\.00 \(weight 0/, { timeout: 30_000 });
  await expect.poll(() => notes.fragment()).toContain("weight-clustering=0");
  await notes.type("Weight of clustering", "11");
  await expect(figure.getByRole("alert").filter({ hasText: "It stays at 0" })).toContainText("0 to 10");
  await figure.getByRole("button", { name: "The usual weights" }).click();
  await expect(sum).toContainText("(weight 1.5", { timeout: 30_000 });
});

test("the drill is played to its debrief, and a trainer's pause comes by the link", async ({ notes }) => {
  await notes.open("#v=1&drill-pauses=yes");
  await notes.alive("drill");
  const go = card(notes).getByRole("button", { name: "Go on" });
  for (const [n, choice] of ["Wait and verify", "Reduce", "Halt", "Tighten limits", "Wait and verify"].entries()) {
    await expect(card(notes)).toContainText(`Inject ${n + 1} of 5 is next.`);
    await go.click();
    await expect(card(notes)).toContainText(`Inject ${n + 1} of 5. `);
    const button = card(notes).getByRole("button", { name: choice });
    await expect(button).toBeEnabled({ timeout: 60_000 });
    await button.click();
    await expect(card(notes)).toContainText(`You chose: ${choice}.`);
  }
  await expect(card(notes)).toContainText("All five are over.");
  const debrief = notes.page.locator(".debrief");
  await expect(debrief.getByRole("heading", { name: "Debrief" })).toBeVisible();
  await expect(debrief.getByRole("row")).toHaveCount(6);
  await expect(notes.figure("drill").locator(".fig-title")).toContainText("of the 1,024 cost less");
  // By itself it is one sheet, with what was known, decided and paid, and what it teaches.
  await notes.page.evaluate(() => Object.assign(window, { print: () => undefined }));
  await debrief.getByRole("button", { name: "Print the debrief" }).click();
  await notes.page.emulateMedia({ media: "print" });
  await expect(debrief).toBeVisible();
  await expect(debrief.getByRole("listitem")).toHaveCount(5);
  await expect(debrief).toContainText("The mark has not moved for minutes");
  await expect(debrief).toContainText("look at its age before its value");
  await expect(notes.page.getByRole("heading", { name: "The drill", exact: true })).toBeHidden();
  const pdf = (await notes.page.pdf({ format: "A4" })).toString("latin1");
  expect([...pdf.matchAll(/\/Type\s*\/Page(?!s)/g)]).toHaveLength(1);
  const wide = await debrief.evaluate((e) => [...e.querySelectorAll("table, p, li")].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5).length);
  expect(wide).toBe(0);
  await notes.page.emulateMedia({ media: null });
  await notes.page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await card(notes).getByRole("button", { name: "Once more" }).click();
  await expect(debrief).toBeHidden();
  await notes.figure("drill").getByText("a collateral coin under a cap").click();
  await expect(card(notes)).toContainText("Inject 1 of 5");
});
