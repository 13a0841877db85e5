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
  await expect(bet).toContainText("On day 59, with everything counted against it; by the rule alone, on day 64. Your guess was “within a month”");
  await expect(figure.locator(".fig-title")).toHaveText("A price that never moves liquidates this position on day 64; with everything counted, on day 59");
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
  await expect(title).toHaveText("A price that never moves liquidates this position on day 32; with everything counted, on day 30");
  await notes.type("Rate of a payment", "0");
  await expect(title).toHaveText("Funding alone never liquidates this position");
  await notes.list("Rates to come").selectOption("premium");
  await expect(title).toHaveText("A price that never moves liquidates this position on day 317; with everything counted, on day 294");
  await figure.getByRole("button", { name: "Reset" }).click();
  await expect(notes.field("Payments made")).toHaveValue("90");
});

test("the rate is moved where the prose names it, and the payment on the chart", async ({ notes }) => {
  await notes.open();
  await notes.scrub("funding").focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(notes.scrub("funding")).toHaveText("0.015\u00a0%");
  await expect(notes.field("Rate of a payment")).toHaveValue("0.015");

  await notes.alive("staircase");
  const payment = notes.page.getByRole("slider", { name: "Payments made, on the chart" });
  await payment.focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(notes.field("Payments made")).toHaveValue("91");
  await expect(payment).toHaveAttribute("aria-valuetext", /^payment 91, day 31: .* of margin left$/);
  const box = (await notes.figure("staircase").locator(".plot-live").boundingBox()) as { x: number; y: number; width: number; height: number };
  await notes.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await notes.page.mouse.down();
  await notes.page.mouse.move(box.x + box.width / 4, box.y + box.height / 2, { steps: 4 });
  await notes.page.mouse.up();
  await expect(notes.field("Payments made")).not.toHaveValue("91");
});

test("the path of the premium is drawn by hand, and its sliders follow", async ({ notes }) => {
  await notes.open("#v=1&funding-pattern=premium");
  await notes.alive("staircase");
  const third = notes.page.getByRole("slider", { name: "Premium, days 11 to 15, on the chart" });
  const box = (await third.boundingBox()) as { x: number; y: number; width: number; height: number };
  await notes.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await notes.page.mouse.down();
  await notes.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 24, { steps: 4 });
  await notes.page.mouse.up();
  await expect(third).toHaveAttribute("aria-valuenow", /^0\.1[0-9]?$/);
  await expect(third).toHaveAttribute("aria-valuetext", /^0\.1\d?\u00a0%, which comes to a rate of 0\.\d+\u00a0%$/);
  await notes.figure("staircase").getByText("Premiums of the path").click();
  await expect(notes.field("Premium, days 11 to 15")).toHaveValue(/^0\.1\d?$/);
  await third.focus();
  await notes.page.keyboard.press("ArrowDown");
  await expect.poll(() => notes.fragment()).toContain("premium-third=");
  await notes.list("Rates to come").selectOption("fixed");
  await expect(third).toBeHidden();
});
