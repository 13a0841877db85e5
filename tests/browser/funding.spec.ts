// Section “Funding”: the staircase of funding, the bet on its end, and what changes it.
import { expect, test } from "./notes";

test("the day on which a price that never moves liquidates stays a question until it is answered", async ({ notes }) => {
  await notes.open("#v=1&funding=0.05");
  await notes.alive("staircase");
  const figure = notes.figure("staircase");
  await expect(figure.locator(".fig-title")).toHaveText("Each payment takes a step out of the margin");
  await expect(figure.locator(".beyond")).toHaveCount(0);
  const bet = notes.page.locator('[data-island="staircase-bet"]');
  await bet.getByRole("button", { name: "within a month" }).click();
  await expect(bet).toContainText("On day 59, with everything counted against it. Your guess was “within a month”");
  await expect(figure.locator(".fig-title")).toHaveText("A price that never moves liquidates this position on day 59");
  await expect(figure.locator(".beyond")).toHaveCount(1);
});

test("one goes on by one payment, ten and ninety, and the end moves with rate, rule and purse", async ({ notes }) => {
  await notes.open("#v=1&funding=0.05&payment=0");
  await notes.alive("staircase");
  await notes.page.locator('[data-island="staircase-bet"]').getByRole("button", { name: "Show me" }).click();
  const figure = notes.figure("staircase");
  const title = figure.locator(".fig-title");
  for (const [step, at] of [["1 payment", "1"], ["10 payments", "11"], ["90 payments", "101"]]) {
    await figure.getByRole("button", { name: step, exact: true }).click();
    await expect(notes.field("Payments made")).toHaveValue(at);
  }
  await notes.type("Rate of a payment", "0.1");
  await expect(title).toHaveText("A price that never moves liquidates this position on day 30");
  await notes.type("Rate of a payment", "0");
  await expect(title).toHaveText("Funding alone never liquidates this position");
  await notes.list("Rates to come").selectOption("premium");
  await expect(title).toHaveText("A price that never moves liquidates this position on day 294");
  await figure.getByRole("button", { name: "Reset" }).click();
  await expect(notes.field("Payments made")).toHaveValue("90");
});
