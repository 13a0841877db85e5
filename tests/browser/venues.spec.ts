// Section 3: the same trade under every venue's rule, the switch of the rates, the live formula.
import { expect, test } from "./notes";

test("every venue has its price, and the nearest acts first", async ({ notes }) => {
  await notes.open();
  const venues = notes.figure("venues");
  await expect(venues.locator(".fig-title")).toHaveText("20 rules, 6 prices, 547 USD apart");
  const rows = venues.locator(".picks").getByRole("radio");
  await expect(rows).toHaveCount(20);
  await expect(rows.first()).toHaveAccessibleName("Binance COIN-M, 54,818");
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
  await expect(formula).toHaveText("p=(1s×1q×60,000E−6,000M)/(1q×(1s−0.5\u00a0%r))=54,271.36");
  await venues.getByRole("radio", { name: /^BitMEX/ }).check();
  await expect(formula).toHaveText("p=60,000E−1s×(6,000M−1q×60,000E×(0.5\u00a0%r+0.01\u00a0%F))/1q=54,306.00");
  await expect(venues.locator(".formula-box")).toContainText("BitMEX 2022");
  await notes.prices("54,300", "55,259");
  // Each number leads to the control that sets it, and moves with it.
  await formula.getByRole("button", { name: "0.01 % F" }).click();
  await expect(notes.field("Funding rate")).toBeFocused();
  await notes.type("Funding rate", "0.05");
  await expect(formula).toContainText("0.05\u00a0%F");
  await formula.getByRole("button", { name: "60,000 E" }).first().click();
  await expect(notes.field("Entry price")).toBeFocused();
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
  await expect(price("Binance USD-M")).toHaveAccessibleName("Binance USD-M, 54,271");
  await venues.getByRole("radio", { name: "real tables where known" }).check();
  await expect(price("Binance USD-M")).not.toHaveAccessibleName("Binance USD-M, 54,271");
  await expect(price("Hyperliquid")).toHaveAccessibleName("Hyperliquid, 54,684");
  await expect(price("OKX")).toHaveAccessibleName("OKX, 54,299");
  await venues.getByRole("button", { name: "Table" }).click();
  const row = venues.getByRole("row").filter({ has: notes.page.getByRole("rowheader", { name: "Hyperliquid", exact: true }) });
  await expect(row).toContainText("Hyperliquid BTC");
  await expect(venues.getByRole("img")).toHaveAccessibleName(/Venues whose table is known here use it/);
});

test("every rule's formula, date and source stand in the page, with scripts or without", async ({ page }) => {
  await page.goto("./");
  await page.locator("#sources summary").click();
  const rows = page.locator("#sources tbody tr");
  await expect(rows).toHaveCount(21);
  await expect(rows.filter({ hasText: "MEXC" })).toContainText("date unknown");
  await expect(rows.filter({ hasText: "Deribit" })).toContainText("our derivation");
});
