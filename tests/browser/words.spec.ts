// Section “Words”: a sketch in which a term lights up, by pointing, from the list and by key; and the same terms in the prose.
import { expect, test } from "./notes";

test("a term lights up from the list, by key, and by pointing at its mark", async ({ notes }) => {
  await notes.open();
  await notes.alive("terms");
  const figure = notes.figure("terms");
  const title = figure.locator(".fig-title");
  await expect(title).toHaveText("mark: 60,000 USD");
  await figure.getByRole("radio", { name: "maintenance margin" }).check();
  await expect(title).toHaveText("maintenance margin: 300 USD");
  await expect(figure.locator(".lit-term")).toHaveCount(1);
  await figure.getByRole("radio", { name: "maintenance margin" }).press("ArrowRight");
  await expect(title).toHaveText("equity: 6,000 USD");
  await expect.poll(() => notes.fragment()).toBe("#v=1&term=equity");
  // Near the left end of the line of liquidation.
  await figure.locator(".pointing").click({ position: { x: 60, y: 172 } });
  await expect(title).toHaveText("liquidation: 54,271 USD, or 55,204 USD with everything counted against you");
  await figure.getByRole("radio", { name: "ADL" }).check();
  await expect(title).toHaveText("ADL: not known");
  await expect(figure.locator(".meaning-box")).toContainText("not known, because only your venue knows your place in the queue");
  await figure.getByRole("button", { name: "Reset" }).click();
  await expect(title).toHaveText("mark: 60,000 USD");
});

test("the table holds every term with its number", async ({ notes }) => {
  await notes.open("#v=1&leverage=20");
  await notes.alive("terms");
  await notes.figure("terms").getByRole("button", { name: "Table" }).click();
  const rows = notes.figure("terms").locator(".data:not(.without-scripts) tbody tr");
  await expect(rows).toHaveCount(24);
  await expect(rows.filter({ hasText: "initial margin" }).first()).toContainText("3,000 USD");
});

test("a word of the prose answers in place, by key and by pointer, and Escape gives focus back", async ({ notes }) => {
  await notes.open();
  const word = notes.page.locator("#funding a.term", { hasText: "Funding" }).first();
  await word.focus();
  await word.press("Enter");
  const answer = notes.page.getByRole("dialog", { name: "funding" });
  await expect(answer).toContainText("A payment between longs and shorts");
  await expect(answer).toContainText("you pay 6 USD every 8 hours");
  await expect(word).toHaveAttribute("aria-expanded", "true");
  await notes.page.keyboard.press("Escape");
  await expect(answer).toHaveCount(0);
  await expect(word).toBeFocused();
  await expect(word).not.toHaveAttribute("aria-expanded");
  // Another word while one is open.
  await word.click();
  await expect(answer).toBeVisible();
  await notes.page.locator("#book a.term", { hasText: "slippage" }).click();
  const other = notes.page.getByRole("dialog", { name: "slippage" });
  await expect(other).toContainText("In your trade: 0 % of the position, 0 USD, counted from a share that you type.");
  await expect(answer).toHaveCount(0);
  await other.getByRole("button", { name: "Show it in the sketch" }).click();
  await expect(notes.figure("terms").getByRole("radio", { name: "slippage" })).toBeFocused();
  await expect(notes.figure("terms").locator(".fig-title")).toHaveText("slippage: 0 % of the position, 0 USD, counted from a share that you type");
  await expect(notes.figure("terms")).toBeInViewport();
  // Back leads to where was read.
  await notes.page.goBack();
  await expect(notes.page.locator("#book a.term", { hasText: "slippage" })).toBeInViewport();
});

test("a margin tier is a bracket, and isolated and cross margin are explained where they are named", async ({ notes }) => {
  await notes.open();
  await notes.page.locator("#two-prices a.term", { hasText: "margin tier" }).click();
  await expect(notes.page.getByRole("dialog", { name: "bracket (margin tier)" })).toContainText("which some venues call a margin tier");
  await notes.page.keyboard.press("Escape");
  await notes.page.locator("#margin a.term", { hasText: "Isolated" }).click();
  await expect(notes.page.getByRole("dialog", { name: "isolated" })).toContainText("6,000\u00a0USD stand behind the position");
  await notes.page.keyboard.press("Escape");
  await notes.page.locator("#close a.term", { hasText: "bankruptcy price" }).click();
  await expect(notes.page.getByRole("dialog", { name: "bankruptcy" })).toContainText("54,000");
});

test("a second press on a word closes its answer, and Tab goes on from the word", async ({ notes }) => {
  await notes.open();
  const word = notes.page.locator("#funding a.term", { hasText: "equity" });
  const answer = notes.page.getByRole("dialog", { name: "equity" });
  for (let times = 0; times < 2; times += 1) {
    await word.click();
    await expect(answer).toBeInViewport();
    await word.click();
    await expect(answer).toHaveCount(0);
  }
  await expect(word).toBeInViewport();
  await word.press("Enter");
  await expect(answer.getByRole("button", { name: "Show it in the sketch" })).toBeFocused();
  await notes.page.keyboard.press("Tab");
  await expect(answer).toHaveCount(0);
  await expect(notes.page.locator("#funding a.term", { hasText: "maintenance" })).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("the answer is a sheet at the foot, and the page does not scroll sideways", async ({ notes }) => {
    await notes.open();
    await notes.page.locator("#margin a.term", { hasText: "Equity" }).tap();
    const answer = notes.page.getByRole("dialog", { name: "equity" });
    await expect(answer).toBeVisible();
    const box = (await answer.boundingBox()) ?? { y: 0, height: 0 };
    expect(Math.round(box.y + box.height)).toBe(740);
    expect(await notes.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test("a word low on the screen is seen over the sheet that answers it", async ({ notes }) => {
    await notes.open();
    const word = notes.page.locator("#funding a.term", { hasText: "Funding" }).first();
    await word.evaluate((at) => window.scrollBy(0, at.getBoundingClientRect().bottom - window.innerHeight + 12));
    await word.tap();
    const answer = notes.page.getByRole("dialog", { name: "funding" });
    await expect(answer).toBeVisible();
    const [at, sheet] = [await word.boundingBox(), await answer.boundingBox()];
    expect((at?.y ?? 0) + (at?.height ?? 0)).toBeLessThanOrEqual(sheet?.y ?? 0);
    expect(at?.y ?? 0).toBeGreaterThanOrEqual(48);
  });
});

test.describe("scripts off", () => {
  test.use({ javaScriptEnabled: false });

  test("a word leads to the list of all of them", async ({ page }) => {
    await page.goto("./");
    await page.locator("#margin a.term", { hasText: "Equity" }).click();
    await expect(page.locator("#term-equity")).toBeInViewport();
    await expect(page.locator(".glossary dt")).toHaveCount(24);
  });
});
