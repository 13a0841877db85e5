// Section “Words”: twelve cards to sort, and both checklists run on the reader's own trade.
import { expect, test } from "./notes";

const BEFORE = "Before the trade";
const OPEN = "While it is open";

test("cards are sorted by buttons, and each says where it belongs", async ({ notes }) => {
  await notes.open();
  const cards = notes.page.locator(".sorting");
  const before = cards.getByRole("button", { name: BEFORE });
  const open = cards.getByRole("button", { name: OPEN });
  await expect(cards.locator(".sort-card")).toContainText("Card 1 of 12");
  await before.click();
  await expect(cards.locator(".hint")).toContainText("leverage of the bracket: yes, before the trade.");
  // The second belongs to the other list.
  await before.click();
  await expect(cards.locator(".hint")).toContainText("margin ratio: it belongs to the other list, while it is open.");
  await expect(cards.locator(".pile").first().locator("li.other")).toContainText("belongs to the other list");
  for (let n = 0; n < 5; n += 1) {
    await before.click();
    await open.click();
  }
  await expect(cards.locator(".hint")).toContainText("11 of 12 are where these lists have them.");
  await expect(before).toBeHidden();
  await cards.getByRole("button", { name: "Sort again" }).click();
  await expect(cards.locator(".sort-card")).toContainText("Card 1 of 12");
  await expect(cards.locator("li")).toHaveCount(0);
});

test("a card is dragged to a side", async ({ notes }) => {
  await notes.open();
  const cards = notes.page.locator(".sorting");
  const card = cards.locator(".sort-card");
  await card.scrollIntoViewIfNeeded();
  const box = (await card.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [box.x + box.width / 2, box.y + 20];
  for (const way of [-120, 120]) {
    await notes.page.mouse.move(x, y);
    await notes.page.mouse.down();
    await notes.page.mouse.move(x + way, y, { steps: 4 });
    await notes.page.mouse.up();
  }
  await expect(cards.locator(".pile").nth(0).locator("li")).toContainText("leverage of the bracket");
  await expect(cards.locator(".pile").nth(1).locator("li")).toContainText("margin ratio");
  // A little way puts it nowhere.
  await notes.page.mouse.move(x, y);
  await notes.page.mouse.down();
  await notes.page.mouse.move(x + 30, y);
  await notes.page.mouse.up();
  await expect(cards.locator(".sort-card")).toContainText("Card 3 of 12");
});

test("each line leads to what changes it, and to its limits", async ({ notes }) => {
  await notes.open();
  await notes.alive("checklist");
  const line = (key: string) => notes.page.locator(`#check-${key}`);
  await expect(line("round-trip")).toContainText("1 % of the margin is paid for opening and closing");
  await expect(line("round-trip").locator(".says")).toHaveText("pass");
  await line("round-trip").getByRole("button", { name: "Change: fees of a round trip" }).click();
  const ways = notes.page.getByRole("dialog", { name: "Change: fees of a round trip" });
  await ways.getByRole("textbox", { name: "Opening fee" }).fill("0.2");
  await ways.getByRole("textbox", { name: "Opening fee" }).press("Enter");
  await expect(line("round-trip").locator(".says")).toHaveText("warn");
  await ways.getByRole("textbox", { name: "Fees of a round trip: fails above" }).fill("2");
  await ways.getByRole("textbox", { name: "Fees of a round trip: fails above" }).press("Enter");
  await expect(line("round-trip").locator(".says")).toHaveText("fail");
  await notes.page.keyboard.press("Escape");
  await expect.poll(() => notes.fragment()).toContain("round-trip-fail=2");

  await expect(line("exit-plan")).toContainText("no way out is planned");
  await line("exit-plan").getByRole("button").click();
  const exit = notes.page.getByRole("dialog", { name: "Change: exit plan" });
  await exit.getByRole("radio", { name: "planned" }).check();
  await expect(line("exit-plan").locator(".says")).toHaveText("not known");
  await exit.getByRole("combobox").selectOption("ladder");
  await expect(line("exit-plan").locator(".says")).toHaveText("pass");
  await notes.page.keyboard.press("Escape");
  await notes.figure("checklist").getByRole("button", { name: "Reset" }).click();
  await expect(line("exit-plan").locator(".says")).toHaveText("fail");
});

test("the sketch leads to the checks of its term", async ({ notes }) => {
  await notes.open("#v=1&term=haircut");
  await notes.alive("terms");
  const link = notes.figure("terms").locator(".to-check");
  await expect(link).toHaveText("collateral");
  await link.click();
  await expect(notes.page.locator("#check-collateral")).toBeInViewport();
});

test("the checklist is printed by itself, with boxes and without buttons", async ({ notes }) => {
  await notes.open();
  await notes.page.evaluate(() => {
    document.documentElement.dataset.print = "checks";
  });
  await notes.page.emulateMedia({ media: "print" });
  await expect(notes.page.locator(".checks li:visible")).toHaveCount(16);
  // Which trade, and when: a sheet outlives the page.
  const checked = notes.page.locator(".lists-head .on-paper:visible");
  await expect(checked).toHaveText(/^Checked in \d{4}-\d\d for this trade: .*Side long.*Entry price 60,?000.*Leverage 10/);
  await expect(notes.page.locator("button:visible")).toHaveCount(0);
  await expect(notes.page.locator("figure:visible")).toHaveCount(0);
  await expect(notes.page.locator(".foot")).toContainText("Settings:");
});

test.describe("scripts off", () => {
  test.use({ javaScriptEnabled: false });

  test("the lists show the default trade", async ({ page }) => {
    await page.goto("./");
    await expect(page.locator("#check-margin-ratio")).toContainText("pass");
    await expect(page.locator(".checks button:visible")).toHaveCount(0);
  });
});
