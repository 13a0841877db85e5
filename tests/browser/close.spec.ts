// Section “One forced close, paid for”: who is paid out of the margin at the trigger, the bet on it, and what changes it.
import { expect, test } from "./notes";

test("who keeps the margin stays a question until it is answered", async ({ notes }) => {
  await notes.open();
  await notes.alive("waterfall");
  const figure = notes.figure("waterfall");
  await expect(figure.locator(".fig-title")).toHaveText("Who is paid out of the margin that is left?");
  await expect(figure.locator(".beyond")).toHaveCount(0);
  const bet = notes.page.locator('[data-island="close-bet"]');
  await bet.getByRole("button", { name: "a quarter to a half" }).click();
  await expect(bet).toContainText("They keep 126.38 USD, 47 % of it. Nothing comes back to you. That was your guess.");
  await expect(figure.locator(".fig-title")).toHaveText("Of 271.36 USD left at the trigger, nothing comes back to you");
  await expect(figure.locator(".beyond")).toHaveCount(1);
  // Which book that is, and the way to the one setting behind it.
  await expect(figure).toContainText("The slippage here is that of a close in the ladder of levels, at its trigger of 54,271.");
  await figure.getByRole("link", { name: "Slippage from: a share that you type" }).click();
  await expect(notes.list("Slippage from")).toBeInViewport();
});

test("fees, book, policy and venue decide what is left, and the prose follows", async ({ notes }) => {
  await notes.open();
  await notes.alive("waterfall");
  await notes.page.locator('[data-island="close-bet"]').getByRole("button", { name: "Show me" }).click();
  const figure = notes.figure("waterfall");
  const title = figure.locator(".fig-title");
  await figure.getByText("Whose the rest is, and who pays what is missing").click();
  await figure.getByRole("radiogroup", { name: "What is left goes to" }).getByText("you", { exact: true }).click();
  await expect(title).toHaveText("Of 271.36 USD left at the trigger, 99.32 USD come back to you");
  // Moved here, a depth is met, by this close and by the two prices.
  await notes.type("Depth of the book to 1 %", "20000");
  await expect(title).toHaveText("This close costs 491.76 USD more than there is");
  await expect.poll(() => notes.fragment()).toContain("book=linear");
  await notes.type("The fund has", "400");
  await expect(figure.locator(".plot-live").first()).toHaveAttribute("aria-label", /the insurance fund pays 400\sUSD, winners give up 91.76\sUSD/);
  await notes.list("How much is closed").selectOption("tenth");
  await expect(title).toHaveText("Closing 10 % of the position is enough, and the rest stays yours");
  await notes.setTrade("Leverage", "1");
  await expect(title).toHaveText("No price above zero forces this position closed");
  await expect(notes.bound("close-opening")).toHaveText(/^No price above zero liquidates this position/);
  await figure.getByRole("button", { name: "Reset" }).click();
  await expect(notes.field("The fund has")).toHaveValue("1,000");
});

test("the liquidation fee of the prose opens its control and moves the figure", async ({ notes }) => {
  await notes.open("#v=1&close-rest=owner");
  await notes.alive("waterfall");
  await notes.page.locator('[data-island="close-bet"]').getByRole("button", { name: "Show me" }).click();
  await notes.scrub("liquidation-fee").focus();
  await notes.page.keyboard.press("ArrowUp");
  await expect(notes.field("Fee for liquidating")).toHaveValue("0.05");
  await expect(notes.figure("waterfall").locator(".fig-title")).toHaveText("Of 271.36 USD left at the trigger, 72.25 USD come back to you");
});
