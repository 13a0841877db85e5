// Section “Venues”: the same trade under every venue's rule, the switch of the rates, the live formula.
import { expect, test } from "./notes";

test("every venue has its price, and the nearest acts first", async ({ notes }) => {
  await notes.open();
  const venues = notes.figure("venues");
  await expect(venues.locator(".fig-title")).toHaveText("30 rules, 12 prices, 972 USD apart");
  const rows = venues.locator(".picks").getByRole("radio");
  await expect(rows).toHaveCount(30);
  await expect(rows.first()).toHaveAccessibleName("Backpack, 55,193");
  // What is measured in coin stands under the others, on an axis of its own.
  await expect(rows.nth(27)).toHaveAccessibleName("Binance COIN-M, 54,818");
  await expect(venues.locator("svg text").filter({ hasText: "Measured in the coin itself" })).toHaveCount(1);
  // One price, one row: it is drawn once, with the names of all who share it.
  await expect(venues.locator("svg text").filter({ hasText: /^54,299$/ })).toHaveCount(1);
  await expect(venues.getByRole("radio", { name: "OKX, 54,299" })).toHaveCount(1);
  await expect(venues.getByRole("radio", { name: "dYdX v4, 54,271" })).toHaveCount(1);
  await venues.getByRole("button", { name: "Table" }).click();
  const okx = venues.getByRole("row").filter({ has: notes.page.getByRole("rowheader", { name: "OKX", exact: true }) });
  await expect(okx).toContainText("54,298.64");
  await expect(okx).toContainText("2024-06");
});

test("a click chooses a rule and the formula is written out with this trade's numbers", async ({ notes }) => {
  await notes.open();
  const venues = notes.figure("venues");
  const formula = venues.locator(".formula");
  await expect(formula).toHaveText("p=(1 s×1 q×60,000 E−6,000 M)/(1 q×(1 s−0.5\u00a0% r))=54,271.36");
  await venues.getByRole("radio", { name: /^BitMEX/ }).check();
  await expect(formula).toHaveText("p=60,000 E−1 s×(6,000 M−1 q×60,000 E×(0.5\u00a0% r+0.01\u00a0% F))/1 q=54,306.00");
  await expect(venues.locator(".formula-box")).toContainText("BitMEX on record 2018 to 2022");
  await notes.prices("54,300", "55,259");
  // Each number says what its letter stands for, leads to the control that sets it, and moves with it.
  const funding = formula.locator(".letter").filter({ has: notes.page.locator("i", { hasText: "F" }) });
  await funding.getByRole("button").first().click();
  const dialog = notes.page.getByRole("dialog", { name: "F: 0.01\u00a0%" });
  await expect(dialog).toContainText("F is the next funding payment");
  await expect(dialog.getByRole("textbox")).toBeFocused();
  await dialog.getByRole("textbox").fill("0.05");
  await dialog.getByRole("textbox").press("Enter");
  await expect(funding.locator("b").first()).toHaveText("0.05\u00a0%");
  await notes.page.keyboard.press("Escape");
  await expect(notes.page.getByRole("dialog")).toHaveCount(0);
  await expect(funding.getByRole("button")).toBeFocused();
  // A letter that is chosen among words leads the way to its control; a press elsewhere closes what is open.
  await formula.getByRole("button", { name: "1 s", exact: true }).first().click();
  await notes.page.getByRole("button", { name: "Go to its control: Side" }).click();
  await expect(notes.page.locator("#set-side")).toBeFocused();
  await formula.getByRole("button", { name: "60,000 E", exact: true }).first().click();
  await expect(notes.page.getByRole("dialog")).toContainText("the average price at which the position was opened");
  await venues.locator(".fig-title").click();
  await expect(notes.page.getByRole("dialog")).toHaveCount(0);
});

test("arrow keys walk through the rules, and focus stays where it is", async ({ notes }) => {
  await notes.open();
  const venues = notes.figure("venues");
  await venues.getByRole("radio", { name: /^OKX/ }).focus();
  await notes.page.keyboard.press("Space");
  await expect(notes.list("Venue’s rule")).toHaveValue("okx");
  await notes.page.keyboard.press("ArrowDown");
  await expect(notes.list("Venue’s rule")).toHaveValue("gate");
  await expect(venues.getByRole("radio", { name: /^Gate/ })).toBeFocused();
});

test("real tables move the venues whose tables are known, and say so", async ({ notes }) => {
  await notes.open("#v=1&size=2000");
  const venues = notes.figure("venues");
  const price = (name: string) => venues.getByRole("radio", { name: new RegExp(`^${name}, [0-9]`) });
  await venues.getByRole("radio", { name: "my own rate for all" }).check();
  await expect(price("Binance USD-M")).toHaveAccessibleName("Binance USD-M, 54,271");
  await venues.getByRole("radio", { name: "each venue’s table, where known" }).check();
  await expect(price("Binance USD-M")).not.toHaveAccessibleName("Binance USD-M, 54,271");
  await expect(price("Hyperliquid")).toHaveAccessibleName("Hyperliquid, 54,684");
  await expect(price("OKX")).toHaveAccessibleName("OKX, 54,299");
  await venues.getByRole("button", { name: "Table" }).click();
  const row = venues.getByRole("row").filter({ has: notes.page.getByRole("rowheader", { name: "Hyperliquid", exact: true }) });
  await expect(row).toContainText("Hyperliquid’s table of BTC");
  await expect(venues.getByRole("img")).toHaveAccessibleName(/A venue whose table of BTC is on record here uses it/);
});

test("the trade has one price under a venue's rule, and says whose rate it is", async ({ notes }) => {
  await notes.open("#v=1&coin=eth&entry=3000&side=short&size=2&venue=hyperliquid&table=venue");
  await notes.bet("equity-bet").getByRole("button", { name: "Show me" }).click();
  await expect(notes.bound("rates")).toHaveText("Hyperliquid’s table of ETH, of no known date");
  await expect(notes.bound("optimistic")).toHaveText("3,235.3");
  await expect(notes.figure("equity").getByRole("img")).toHaveAccessibleName(/The two meet at 3,235\.3/);
  await expect(notes.figure("venues").getByRole("radio", { name: "Hyperliquid, 3,235.3" })).toBeChecked();
  await expect(notes.figure("venues").locator(".result")).toHaveText("3,235.29");
  // A link of an earlier page, where every venue had the reader's own rate, keeps its price.
  await notes.page.goto("about:blank");
  await notes.open("#v=1&venue=hyperliquid");
  await expect(notes.bound("optimistic")).toHaveText("54,271");
});

test.describe("touch", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("a row of several names offers each; what a letter opens stays on a phone's screen", async ({ notes }) => {
    await notes.open();
    const venues = notes.figure("venues");
    for (const [name, key] of [["Gate", "gate"], ["Blofin", "blofin"]] as const) {
      const pick = venues.getByRole("radio", { name: new RegExp(`^${name},`) });
      await pick.scrollIntoViewIfNeeded();
      await pick.tap();
      await expect(notes.list("Venue’s rule")).toHaveValue(key);
    }
    await venues.locator(".number").first().tap();
    const box = await notes.page.getByRole("dialog").boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360 && box.y >= 0 && box.y + box.height <= 740).toBe(true);
  });
});

test("every rule's formula, date and source stand in the page, with scripts or without", async ({ page }) => {
  await page.goto("./");
  await page.locator("#sources summary").click();
  const rows = page.locator("#sources tbody tr");
  await expect(rows).toHaveCount(31);
  await expect(rows.filter({ hasText: "MEXC" })).toContainText("–");
  await expect(rows.filter({ hasText: "Deribit" })).toContainText("our derivation");
});
