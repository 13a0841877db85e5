// Section “The thin book”: levels dragged by hand and by keys, the size that is closed, the bet on twice of it, and books that end.
import { expect, test } from "./notes";

test("a level of the book is dragged, stepped by keys and typed, and is counted from then on", async ({ notes }) => {
  await notes.open();
  await notes.alive("book");
  const book = notes.figure("book");
  await expect(book.locator(".fig-title")).toHaveText("Closing 1\u00a0BTC gives away 168\u00a0USD, 2.80\u00a0% of its margin");
  await expect(book).toContainText("The gap counts the share that you type, not this ladder");
  await notes.prices("54,271", "55,204");

  const first = book.getByRole("slider", { name: "Depth at 0.1 %, on the chart" });
  await first.focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(first).toHaveAttribute("aria-valuetext", "14,000 USD, 14,000 taken by the close");
  await expect(notes.list("Slippage from")).toHaveValue("ladder");
  await expect(book).not.toContainText("The gap counts the share that you type");
  await expect(notes.bound("conservative")).not.toHaveText("55,204");

  // The hand takes the third level nearly away: the close goes deeper.
  const third = book.getByRole("slider", { name: "Depth at 0.4 %, on the chart" });
  const box = (await third.boundingBox()) as { x: number; y: number; width: number; height: number };
  await notes.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await notes.page.mouse.down();
  await notes.page.mouse.move(box.x - 50, box.y + box.height / 2, { steps: 5 });
  await notes.page.mouse.up();
  await expect(third).toHaveAttribute("aria-valuetext", /^[1-9],000 USD/);
  await expect(book.locator("svg text").filter({ hasText: "worst 59,580" }).first()).toBeAttached();

  await book.getByText("Each level by number").click();
  await notes.type("Depth at 1.6 %", "5000");
  await expect(book.getByRole("slider", { name: "Depth at 1.6 %, on the chart" })).toHaveAttribute("aria-valuenow", "5000");
  await book.getByRole("button", { name: "Reset" }).click();
  await expect(book.locator(".fig-title")).toContainText("168\u00a0USD");
});

test("double the size, double the cost? stays a question until it is answered", async ({ notes }) => {
  await notes.open("#v=1&book=ladder");
  await notes.alive("close-cost");
  const cost = notes.figure("close-cost");
  await expect(cost.locator(".fig-title")).toHaveText("The larger the size, the worse its last price");
  await expect(cost.locator(".beyond")).toHaveCount(0);
  const bet = notes.page.locator('[data-island="book-bet"]');
  await expect(bet).toContainText("Closing 1\u00a0BTC gives away 168\u00a0USD. Double the size, double the cost?");
  await bet.getByRole("button", { name: "about double" }).click();
  await expect(bet).toContainText("3.8 times as much");
  await expect(cost.locator(".fig-title")).toHaveText("Twice the size costs 3.8 times as much");
  await expect(cost.locator(".beyond")).toHaveCount(1);

  const handle = cost.getByRole("slider", { name: "Size to close, on the chart" });
  await handle.focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(notes.field("Size to close")).toHaveValue("1.1");
  await expect(handle).toHaveAttribute("aria-valuetext", /^1\.1\u00a0?.*given away$/);
});

test("what finds no price is not known, in words, pictures and tables, and never free", async ({ notes }) => {
  await notes.open("#v=1&book=ladder");
  await notes.alive("book");
  await notes.type("Size to close", "50");
  const book = notes.figure("book");
  await expect(book.locator(".fig-title")).toHaveText("The book ends before 50\u00a0BTC is closed: what that costs is not known");
  await expect(book.locator("svg text").filter({ hasText: "coins: price not known" }).first()).toBeAttached();
  await expect(notes.page.locator('[data-island="book-bet"] .bet-card')).toBeHidden();
  await expect(notes.figure("close-cost").locator(".fig-title")).toHaveText("What this size costs is not known: the book ends before");
  await expect(notes.figure("budget")).toContainText("your book ends before the size is closed");
  await notes.list("Slippage from").selectOption({ label: "a square-root book" });
  await expect(notes.field("Depth to 1 %")).toBeVisible();
  await expect(book.getByRole("slider", { name: "Depth at 0.1 %, on the chart" })).toBeHidden();
  await notes.list("Slippage from").selectOption({ label: "a share that I type" });
  await expect(notes.field("Slippage")).toBeVisible();
});

test("an empty ladder is refused, and the last good state stays", async ({ notes }) => {
  const empty = ["first", "second", "third", "fourth", "fifth"].map((level) => `depth-${level}=0`).join("&");
  await notes.open(`#v=1&book=ladder&${empty}&depth-sixth=2000`);
  await notes.alive("book");
  const last = notes.figure("book").getByRole("slider", { name: "Depth at 1.6 %, on the chart" });
  const before = await notes.bound("conservative").textContent();
  await last.focus();
  await notes.page.keyboard.press("ArrowLeft");
  await expect(last).toHaveAttribute("aria-valuenow", "2000");
  await expect(notes.bound("conservative")).toHaveText(before ?? "");
});

test("a thin, this and a deep book stand side by side, and the budget leads here", async ({ notes }) => {
  await notes.open();
  await notes.alive("depths");
  await expect(notes.figure("depths").locator(".fig-title")).toHaveText(/in a deep book, 168\u00a0USD in this one, .* in a thin one$/);
  const line = notes.figure("budget").getByRole("link", { name: "The book that your forced close meets" });
  await line.click();
  await expect(notes.page.locator("#book")).toBeInViewport();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true });

  test("levels are held by a finger, and nothing sticks out", async ({ notes }) => {
    await notes.open("#v=1&book=ladder");
    await notes.alive("book");
    const first = notes.figure("book").getByRole("slider", { name: "Depth at 0.1 %, on the chart" });
    const box = (await first.boundingBox()) as { width: number; height: number };
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    expect(await notes.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
