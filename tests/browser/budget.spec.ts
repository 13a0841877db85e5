// Section “The gap”: the switches, the gap that is accepted; and pinning, for all three figures that can be compared.
import { expect, test } from "./notes";

test("a term that is left out closes the bars up, and the two prices above stay whole", async ({ notes }) => {
  await notes.open();
  const budget = notes.figure("budget");
  const funding = budget.getByRole("button", { name: "Funding" });
  await expect(funding).toHaveAttribute("aria-pressed", "true");
  await funding.click();
  await expect(funding).toHaveAttribute("aria-pressed", "false");
  await expect(budget.locator("svg text").filter({ hasText: "left out" })).toHaveCount(1);
  await expect(budget.locator("svg text").filter({ hasText: "386.63 USD" })).toHaveCount(1);
  await notes.prices("54,271", "55,204");
  await expect(notes.bound("funding-share")).toHaveText("0\u00a0%");
  await expect.poll(() => notes.fragment()).toBe("#v=1&count-funding=off");
  await funding.click();
  await expect(budget.locator("svg text").filter({ hasText: "932.91 USD" })).toHaveCount(1);
});

test("the accepted gap says which term breaks it, and what would hold", async ({ notes }) => {
  await notes.open();
  const verdict = notes.page.locator(".verdict");
  await expect(verdict).toHaveText(
    "You accept 500: funding carries the gap past it, and next margin tier and mark against index add to that. Without funding it would hold.",
  );
  await notes.type("I accept a gap of", "900");
  await expect(verdict).toHaveText(
    "You accept 900: mark against index carries the gap past it, to 932.91. Without fees or funding or next margin tier or mark against index it would hold.",
  );
  await notes.type("I accept a gap of", "1000");
  await expect(verdict).toHaveText("The gap of 932.91 is within the 1,000 that you accept.");
  await notes.type("I accept a gap of", "-5");
  await expect(notes.page.locator("#set-accept-error")).toContainText("0.000001 to 10,000,000 USD is accepted");
  await expect(verdict).toHaveText("The gap of 932.91 is within the 1,000 that you accept.");
});

test("what is pinned stays beside what changes, in all three figures", async ({ notes }) => {
  await notes.open();
  await notes.bet("equity-bet").getByRole("button", { name: "Show me" }).click();
  await notes.figure("equity").getByRole("button", { name: "Pin" }).click();
  await expect(notes.page.locator(".toast")).toContainText("Pinned as A");
  await notes.type("Leverage", "20");
  const cells = (figure: string, row: string) =>
    notes
      .figure(figure)
      .locator('.compare')
      .getByRole("row")
      .filter({ has: notes.page.getByRole("rowheader", { name: row, exact: true }) });
  await expect(cells("equity", "Leverage")).toHaveText(/10\u00a0×20\u00a0×/);
  await expect(cells("equity", "liquidation price")).toHaveText(/54,271\.36.*57,286\.43.*\+3,015\.08/);
  await expect(cells("venues", "OKX")).toHaveText(/54,298\.64.*57,315\.23.*\+3,016\.59/);
  await expect(cells("budget", "the gap")).toHaveText(/932\.91/);
  await expect(notes.figure("equity").locator(".pinned")).toHaveCount(1);
  await notes.figure("budget").getByRole("button", { name: "Unpin" }).click();
  for (const figure of ["equity", "venues", "budget"]) {
    await expect(notes.figure(figure).locator('.compare')).toBeHidden();
  }
});
