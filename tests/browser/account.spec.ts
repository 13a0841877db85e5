// Section “Your own account”: files are brought, told, applied and taken back; the account by hand, step by step, kept and saved.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, test } from "./notes";

const sample = (name: string) => readFileSync(new URL(`../data/files/${name}`, import.meta.url), "utf8");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: { run: (e: string) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run;
    const { violations } = await run("#account");
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`));
  });
}

// What is dropped has to be made inside the page.
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    return data;
  }, [name, text]);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  await expect(page.locator(".drop-over")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await expect(page.locator(".drop-over")).toBeHidden();
}

test("a pasted account is told, applied in one step, and taken back in one", async ({ notes }) => {
  await notes.open();
  await notes.alive("account");
  const { page } = notes;
  const figure = notes.figure("account");
  await expect(figure.locator(".own-rows")).toContainText("An example until you bring your own");
  await page.getByRole("textbox", { name: "Paste what your venue gave you" }).fill(sample("hyperliquid-clearinghouse-state.json"));
  await page.getByRole("button", { name: "Read it" }).click();
  const found = page.getByRole("group", { name: "what you pasted" });
  await expect(found).toContainText("positions (Hyperliquid)");
  await expect(found).toContainText("2 positions become your account");
  // Nothing of it is on the page before it is applied.
  await expect(notes.traded("Coin")).toHaveText("BTC");
  await found.locator("summary").click();
  await expect(found.getByRole("row", { name: /szi/ }).first()).toContainText("used: size");
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(notes.traded("Coin")).toHaveText("ETH");
  await expect(notes.traded("Entry price")).toContainText("2,986.3");
  await expect(figure.locator(".whys")).toContainText("ETH long: the venue prints 2,866.269. That is the price found here, but for rounding.");
  await expect(notes.bound("optimistic")).toHaveText(/^2,866/);
  await expect(page.locator(".brought")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(notes.traded("Coin")).toHaveText("BTC");
  await expect(figure.locator(".own-rows")).toContainText("An example until you bring your own");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(notes.traded("Coin")).toHaveText("ETH");
});

test("a file dropped anywhere is read, and a broken one says where", async ({ notes }) => {
  await notes.open();
  await drop(notes.page, "brackets.json", sample("binance-leverage-bracket.json"));
  const found = notes.page.getByRole("group", { name: "brackets.json" });
  await expect(found).toContainText("the file prints a cumulative amount of 34.5; by its rates it is 35");
  await expect(notes.page.getByRole("heading", { name: "Your own account" })).toBeInViewport();
  await drop(notes.page, "broken.json", "{\"positions\": [\n 1,, 2]}");
  const refused = notes.page.locator(".brought.refused");
  await expect(refused).toHaveText(/broken.json is not used:.*line 2, character 4/);
  await refused.getByRole("button", { name: "Put it away" }).click();
  await expect(refused).toHaveCount(0);
  await notes.page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(notes.page.locator(".toast.shown")).toContainText("Applied");
  // Names from outside stand as text.
  await drop(notes.page, "<img src=x onerror=alert(1)>.json", "{\"hello\": 1}");
  await expect(notes.page.locator(".brought.refused")).toContainText("<img src=x");
});

test("what a file does not say is asked, and applied only then", async ({ notes }) => {
  await notes.open();
  const { page } = notes;
  await page.locator('[data-island="bring"] input[type=file]').setInputFiles([{ name: "hedge.json", mimeType: "application/json", buffer: Buffer.from(sample("binance-position-risk-hedge.json")) }]);
  await expect(page.getByText("Asked, because it is never guessed")).toBeVisible();
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page.locator(".toast.shown")).toContainText("First answer what is asked below");
  await notes.type("Maintenance rate of BTCUSDT, %", "200");
  await expect(page.locator(".brought .error").filter({ hasText: "outside the range" })).toBeVisible();
  await notes.type("Maintenance rate of BTCUSDT, %", "0.4");
  await expect(page.getByText("0 positions")).toHaveCount(0);
  await notes.type("Wallet behind the cross positions, without their profit", "2.5327");
  await expect(notes.field("Maintenance rate of BTCUSDT, %")).toHaveValue("0.4");
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(notes.figure("account").locator(".whys")).toContainText("That is the price found here, but for rounding.");
});

test("positions and steps by hand, kept for the next visit and saved as a file", async ({ notes }) => {
  await notes.open();
  await notes.alive("account");
  const { page } = notes;
  const figure = notes.figure("account");
  const title = figure.locator(".fig-title");
  await expect(title).toHaveText(/^A common fall of/);
  await notes.type("Balance behind the cross positions", "500");
  await expect(title).toHaveText("Equity is below what is required already");
  await notes.type("Balance behind the cross positions", "9000");
  await page.getByRole("button", { name: "Remove ETH long" }).click();
  await expect(figure.locator(".own-row")).toHaveCount(1);
  await page.getByRole("button", { name: "Make it the trade of this page: BTC long" }).click();
  await expect(notes.traded("Size")).toContainText("0.5");
  await page.getByRole("button", { name: "Begin with the trade" }).click();
  await page.getByRole("combobox", { name: "Step" }).selectOption({ label: "add" });
  await notes.page.locator("#step-1").fill("58000");
  await notes.page.locator("#step-1").press("Enter");
  await expect(page.locator(".ghost")).toContainText("What if you add 0.5 at 58,000.00? The average entry moves to 59,000.00");
  await page.getByRole("button", { name: "Add the step" }).click();
  await expect(page.locator(".own-steps").getByRole("row")).toHaveCount(4);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save all of this" }).click()]);
  const saved = readFileSync((await download.path())!, "utf8");
  expect(JSON.parse(saved)["cascade-notes"]).toBe(2);
  // It stands there again after a visit elsewhere.
  await expect.poll(() => page.evaluate(() => localStorage.getItem("cascade-notes:account") ?? "")).toContain("\"step\":\"add\"");
  await page.reload();
  await notes.ready();
  await expect(figure.locator(".own-row")).toHaveCount(1);
  await figure.getByRole("button", { name: "Reset" }).click();
  await expect(figure.locator(".own-row")).toHaveCount(2);
  await page.locator('[data-island="bring"] input[type=file]').setInputFiles([{ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(saved) }]);
  await expect(page.getByText("mine.json is a saved screen.")).toBeVisible();
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(figure.locator(".own-row")).toHaveCount(1);
  await expect(page.locator(".own-steps").getByRole("row")).toHaveCount(4);
});

test("a paste outside of a field is taken, and the keyboard reaches everything", async ({ notes, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await notes.open();
  const { page } = notes;
  await page.evaluate((text) => navigator.clipboard.writeText(text), sample("binance-account.json"));
  await page.locator("#main").focus();
  await page.keyboard.press("Control+v");
  await expect(page.getByRole("group", { name: "what you pasted" })).toContainText("Binance");
  await page.getByRole("button", { name: "Apply", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(notes.figure("account").locator(".own-row")).toHaveCount(1);
  await page.locator(".own-row summary").focus();
  await page.keyboard.press("Enter");
  await expect(notes.field("Margin of its own")).toBeVisible();
  await notes.type("Margin of its own", "abc");
  await expect(page.locator(".own-row .error").filter({ hasText: "is not a number" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(notes.field("Margin of its own")).toHaveValue("14.03431369");
});

test("the account is taken into a market: who pushes it and what it pushes is said, and undo brings the market back", async ({ notes }) => {
  await notes.open("#v=1&shock=20");
  await notes.alive("account");
  const { page } = notes;
  const graph = notes.figure("cascade");
  const card = graph.getByRole("group", { name: "Your account among them" });
  await notes.figure("account").getByRole("button", { name: "Take my account to the cascade" }).click();
  await expect(page.locator(".toast.shown")).toContainText("Your account is in this market now");
  // The reader goes along, to the graph in which it stands now.
  await expect(graph.locator("svg:visible").first()).toBeInViewport();
  await expect(card.locator(".joined-lines")).toContainText("Your account joins this market with equity of 9,120\u00a0USD");
  await expect(card.locator(".joined-lines")).toContainText("Push, and see who pushes it and what it pushes");
  await card.getByRole("button", { name: "1,000", exact: true }).click();
  await expect(card.getByRole("button", { name: "1,000", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(card.locator(".joined-lines")).toContainText("1,000 accounts like yours join this market and fall as one");
  // It has a frame of its own, and the legend says whose it is.
  await expect(graph).toContainText("your own account");
  await graph.getByRole("button", { name: "Push", exact: true }).click();
  await graph.getByRole("slider", { name: "Round" }).press("End");
  await expect(card.locator(".joined-lines")).toContainText(/In round 2 it falls: 61.% of the lost slack came from the shock/);
  await expect(card.locator(".joined-lines")).toContainText(/Its forced orders come to 41,673,330.USD and take BTC down 4\.0.% and ETH down 4\.6.%/);
  await expect(card.getByRole("row").filter({ hasText: "takes slack from it" })).toHaveCount(4);
  // A link has none of it.
  expect(await notes.fragment()).not.toContain("join");
  await card.getByRole("button", { name: "Take it out of the market" }).click();
  await expect(card.getByRole("button", { name: "Take my account to the cascade" })).toBeVisible();
  await expect(graph).not.toContainText("your own account");
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(card.locator(".joined-lines")).toContainText("1,000 accounts like yours join this market");
  await expect(graph).toContainText("your own account");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(card.getByRole("button", { name: "Take my account to the cascade" })).toBeVisible();
});

test("files that contradict each other are asked about, and one account is made of the answers", async ({ notes }) => {
  await notes.open();
  await notes.alive("account");
  const { page } = notes;
  const state = sample("hyperliquid-clearinghouse-state.json");
  const files = [
    { name: "binance.json", mimeType: "application/json", buffer: Buffer.from(sample("binance-account.json")) },
    { name: "earlier.json", mimeType: "application/json", buffer: Buffer.from(state) },
    { name: "later.json", mimeType: "application/json", buffer: Buffer.from(state.replace('"szi":"0.0335"', '"szi":"0.05"')) },
  ];
  await page.locator('[data-island="bring"] input[type=file]').setInputFiles(files);
  const asked = page.getByRole("group", { name: "These files do not say the same" });
  await expect(page.locator(".brought.waiting")).toHaveCount(0);
  await expect(asked).toContainText("They are of different venues, and an account is of one. Which counts?");
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page.locator(".toast.shown")).toContainText("First say which file counts");
  await asked.getByRole("button", { name: "earlier.json counts" }).click();
  // What is answered is asked no more; what it leaves open is.
  await expect(asked).not.toContainText("They are of different venues");
  const position = asked.getByRole("group", { name: "They hold ETH long differently. Which counts?" });
  await position.getByRole("button", { name: "later.json counts" }).click();
  await expect(asked).toHaveCount(0);
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(notes.figure("account").locator(".own-row")).toHaveCount(2);
  await expect(notes.traded("Size")).toContainText("0.05");
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(notes.figure("account").locator(".own-rows")).toContainText("An example until you bring your own");
});

for (const [name, use] of Object.entries({ light: {}, dark: { colorScheme: "dark" as const }, "320 px touch": { viewport: { width: 320, height: 640 }, hasTouch: true } })) {
  test.describe(name, () => {
    test.use(use);

    test(`nothing runs over the side and axe finds nothing in ${name}`, async ({ notes }) => {
      await notes.open();
      await notes.alive("account");
      const { page } = notes;
      for (const file of ["binance-position-risk-hedge.json", "hyperliquid-clearinghouse-state.json"]) {
        await page.getByRole("textbox", { name: "Paste what your venue gave you" }).fill(sample(file));
        await page.getByRole("button", { name: "Read it" }).click();
      }
      await expect(page.locator(".brought:not(.merging)")).toHaveCount(2);
      await expect(page.locator(".brought.waiting")).toHaveCount(0);
      for (const summary of await page.locator("#account summary:visible").all()) await summary.click();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()!.width);
    });
  });
}
