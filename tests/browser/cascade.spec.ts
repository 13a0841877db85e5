// The cascade: a market opened and stepped, a slider moved on the way, something cut, a link to a half-played run, a crowd that takes a moment.
import { expect, test, type Notes } from "./notes";

const graph = (notes: Notes) => notes.figure("cascade");
const where = (notes: Notes) => graph(notes).locator(".where");
const push = (notes: Notes) => graph(notes).getByRole("button", { name: "Push", exact: true });
const market = (notes: Notes, name: string) => graph(notes).getByRole("radiogroup", { name: "Market" }).getByRole("radio", { name, exact: true });
const cut = (notes: Notes) => graph(notes).locator(".cut");
const narration = (notes: Notes) => notes.page.locator('[data-island="narration"]');

// The section comes to life once it is near the screen and the worker has answered.
const come = async (notes: Notes): Promise<void> => {
  await graph(notes).locator(".stage").scrollIntoViewIfNeeded();
  await expect(graph(notes).locator(".target").first()).toBeAttached();
  await expect(push(notes).or(where(notes)).filter({ visible: true })).toHaveCount(1);
};

// It opens before the shock; what follows it is seen at its end, unless the link names a round.
const see = async (notes: Notes): Promise<void> => {
  await come(notes);
  if (await push(notes).isVisible()) {
    await push(notes).click();
    await graph(notes).getByRole("slider", { name: "Round" }).press("End");
  }
  await expect(where(notes)).toContainText("round");
};

const press = (notes: Notes, name: string) => graph(notes).getByRole("button", { name, exact: true }).click();

test("a market is opened, stepped, moved on the way and cut", async ({ notes }) => {
  await notes.open();
  await come(notes);
  await expect(graph(notes).locator(".fig-title")).toHaveText("Who falls, and whom do they take along?");
  await see(notes);
  await expect(graph(notes).locator(".fig-title")).toHaveText("Shared collateral carries the fall from BTC to ETH");
  await market(notes, "Three-account chain").check();
  await expect(push(notes), "another market opens before its shock").toBeVisible();
  await see(notes);
  await expect(where(notes)).toHaveText("round 3 of 3");
  await press(notes, "Back to before anybody fell");
  await expect(where(notes)).toHaveText("round 0 of 3");
  await expect(narration(notes)).toContainText("nobody has been forced to sell yet");
  await press(notes, "One round on");
  await expect(narration(notes)).toContainText("In round 1, A falls");
  // What comes of it is not told before it has come.
  await expect(graph(notes).locator(".fig-title")).toHaveText("After round 1 of 3, the fall has reached 1 of 3 accounts");
  await press(notes, "One round on");
  await expect(narration(notes)).toContainText("B falls");
  // A slider on the way: the run is another, the round is the same.
  await notes.slider("Depth").focus();
  await notes.page.keyboard.press("ArrowDown");
  await expect(where(notes)).toHaveText("round 2 of 3");
  await notes.type("Depth", "3");
  await expect(where(notes)).toHaveText("round 1 of 1");
  await notes.type("Depth", "1");
  await expect(where(notes)).toHaveText("round 2 of 3");
  // Bet, then cut.
  const card = cut(notes);
  await card.getByRole("button", { name: "twice the book of BTC" }).click();
  await expect(card).toContainText("only those fall whom the shock itself reaches");
  await expect(card.getByRole("row", { name: /Accounts closed/ })).toContainText("1");
  await card.getByRole("button", { name: "Show the run with the cut" }).click();
  await expect(where(notes)).toHaveText("round 1 of 1");
  await expect.poll(() => notes.fragment()).toContain("cut-view=cut");
  await card.getByRole("button", { name: "Show the run as it was" }).click();
  await expect(where(notes)).toHaveText("round 2 of 3");
  await card.getByRole("button", { name: "Show the run with the cut" }).click();
  await card.getByRole("button", { name: "Put it back" }).click();
  await expect(where(notes)).toHaveText("round 2 of 3");
  await expect(card.getByRole("table")).toHaveCount(0);
});

test("a link to a half-played run opens at the same round", async ({ notes }) => {
  await notes.open("#v=1&preset=hedge&round=1&cut=account&cut-which=1");
  await see(notes);
  await expect(where(notes)).toHaveText(/round 1 of \d/);
  await expect(market(notes, "A hedge broken by ADL")).toBeChecked();
  await expect(cut(notes).getByRole("button", { name: /A kept out/ })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => notes.fragment()).toBe("#v=1&preset=hedge&round=1&cut=account&cut-which=1");
  // Old links still open, and know nothing of it.
  await notes.page.goto("about:blank");
  await notes.open("#v=1&days=45&venue=okx&depth=90000&book=linear");
  await see(notes);
  await expect(market(notes, "Shared-collateral domino")).toBeChecked();
  await expect(notes.field("Days held").first()).toHaveValue("45");
});

test("it opens before the shock, and plays once it is pushed", async ({ notes }) => {
  await notes.open();
  await come(notes);
  await expect(narration(notes)).toContainText("nobody has been forced to sell yet");
  await notes.page.waitForTimeout(1500);
  await expect(where(notes)).toBeHidden();
  await expect(cut(notes)).toBeHidden();
  await push(notes).click();
  await expect(graph(notes).getByRole("button", { name: "Pause", exact: true })).toBeFocused();
  await expect(where(notes)).toHaveText("round 0 of 3");
  await expect(where(notes)).toHaveText("round 3 of 3");
  await expect(push(notes)).toBeHidden();
  await expect(cut(notes)).toBeVisible();
});

test("where nobody fell the card says so and offers a push that fells somebody", async ({ notes }) => {
  await notes.open("#v=1&shock=0.5");
  await come(notes);
  await push(notes).click();
  await expect(cut(notes)).toContainText("nobody falls, so there is nothing to stop");
  await cut(notes).getByRole("button", { name: /^Push by/ }).click();
  await expect(cut(notes)).toContainText("Which one thing");
  await expect(where(notes)).not.toContainText("of 0");
});

test("it plays only when asked, pauses, and stops at the end", async ({ notes }) => {
  await notes.open();
  await see(notes);
  await press(notes, "Back to before anybody fell");
  await notes.page.waitForTimeout(1500);
  await expect(where(notes)).toHaveText("round 0 of 3");
  await graph(notes).getByRole("combobox", { name: "Speed" }).selectOption("4×");
  await press(notes, "Play");
  await expect(where(notes)).toHaveText("round 3 of 3");
  await expect(graph(notes).getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test.describe("without motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("Play goes to the end, and the rounds are listed", async ({ notes }) => {
    await notes.open();
    await see(notes);
    await press(notes, "Back to before anybody fell");
    await press(notes, "Play");
    await expect(where(notes)).toHaveText("round 3 of 3", { timeout: 500 });
    await expect(graph(notes).locator(".rounds tbody tr")).toHaveCount(3);
  });
});

test("by keyboard alone: market, rounds, every node and arrow, the shock on the curve", async ({ notes }) => {
  await notes.open();
  await see(notes);
  await market(notes, "Shared-collateral domino").focus();
  await notes.page.keyboard.press("ArrowDown");
  await expect(market(notes, "Three-account chain")).toBeChecked();
  await see(notes);
  await expect(where(notes)).toHaveText("round 3 of 3");
  const slider = graph(notes).getByRole("slider", { name: "Round" });
  await slider.focus();
  await notes.page.keyboard.press("r");
  await expect(where(notes)).toHaveText("round 0 of 3");
  await notes.page.keyboard.press(".");
  await notes.page.keyboard.press(".");
  await notes.page.keyboard.press(",");
  await expect(where(notes)).toHaveText("round 1 of 3");
  // One stop for all of the graph, arrows inside it, and a description for each.
  await graph(notes).locator(".target").first().focus();
  const seen = new Set<string>();
  const count = await graph(notes).locator(".target").count();
  expect(count).toBeGreaterThan(5);
  for (let n = 0; n < count; n += 1) {
    const text = await notes.page.locator("#graph-description").textContent();
    expect(text).toMatch(/\.$/);
    seen.add((await notes.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "");
    await notes.page.keyboard.press("ArrowRight");
  }
  expect(seen.size).toBeGreaterThan(count / 2);
  const shock = notes.slider("Shock, on the chart");
  await shock.focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(notes.field("Shock")).toHaveValue("5.1");
});

test("the shock is dragged across the curve", async ({ notes }) => {
  await notes.open();
  await see(notes);
  const plot = notes.figure("curve").locator('.plot-live');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error("the curve has no box");
  await notes.page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await notes.page.mouse.down();
  await notes.page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 4 });
  await notes.page.mouse.up();
  expect(Number(await notes.field("Shock").inputValue())).toBeGreaterThan(8);
});

test("a million accounts: progress, stopped, then finished, with the last picture kept", async ({ notes }) => {
  test.setTimeout(120_000);
  await notes.open("#v=1&preset=deep");
  await see(notes);
  const before = await graph(notes).locator(".fig-sub").textContent();
  await graph(notes).getByText("All settings of this market").click();
  await notes.type("Accounts", "1000000");
  const work = notes.page.locator('[data-island="progress"]');
  await expect(work.getByRole("button", { name: "Stop" })).toBeVisible({ timeout: 20_000 });
  await expect(graph(notes).locator(".fig-sub")).toHaveText(before ?? "");
  await work.getByRole("button", { name: "Stop" }).click();
  await expect(work).toContainText("Stopped");
  await expect(narration(notes)).toContainText("2,000");
  await work.getByRole("button", { name: "Go on" }).click();
  await expect(narration(notes)).toContainText("1,000,000", { timeout: 90_000 });
  await expect(work.locator(".work")).toBeHidden({ timeout: 90_000 });
});

test("what has no answer is said, and the last picture stays", async ({ notes }) => {
  await notes.open("#v=1&preset=march-2020");
  await see(notes);
  const before = await where(notes).textContent();
  await notes.type("Depth", "0.01");
  const work = notes.page.locator('[data-island="progress"]');
  await expect(work).toContainText("deeper book");
  await expect(where(notes)).toHaveText(before ?? "");
  await notes.type("Depth", "1");
  await expect(work.locator(".work")).toBeHidden();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true });

  test("nothing is wider than the screen, and the run is stepped by thumb", async ({ notes }) => {
    await notes.open();
    await see(notes);
    await graph(notes).getByRole("button", { name: "One round back" }).tap();
    await expect(where(notes)).toHaveText("round 2 of 3");
    expect(await notes.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await market(notes, "10 October 2025").check();
    await see(notes);
    await expect(where(notes)).not.toHaveText("round 2 of 3");
    expect(await notes.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

test("a link taken at the end of a run opens at its end", async ({ notes, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await notes.open();
  await see(notes);
  await expect(where(notes)).toHaveText("round 3 of 3");
  await graph(notes).getByRole("button", { name: "Link", exact: true }).click();
  const address = await notes.page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/#v=1&round=3&at=cascade$/);
  await notes.page.goto("about:blank");
  await notes.page.goto(address);
  await expect(where(notes)).toHaveText("round 3 of 3");
});

test("what is pointed at is lit with what it joins, and the rest is dimmed", async ({ notes }) => {
  await notes.open();
  await see(notes);
  const opacity = () => graph(notes).locator(".plot-live svg").evaluate((svg) => getComputedStyle(svg).opacity);
  const lit = graph(notes).locator(".lit svg");
  await expect(lit).toHaveCount(0);
  expect(await opacity()).toBe("1");
  await graph(notes).locator(".target.node").first().focus();
  await expect(lit).toHaveCount(1);
  expect(Number(await opacity())).toBeLessThan(0.5);
  await notes.page.keyboard.press("End");
  await expect(lit.locator(".nodes > g, .nodes > rect").first()).toBeVisible();
  await notes.page.keyboard.press("Tab");
  await expect(lit).toHaveCount(0);
  expect(await opacity()).toBe("1");
});
