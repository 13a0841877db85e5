// Section “The gap”: the switches, the gap that is accepted, the ladder; and pinning, for all three figures that can be compared.
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
    "You accept 900: mark against index carries the gap past it, to 933. Without fees or funding or next margin tier or mark against index it would hold.",
  );
  await notes.type("I accept a gap of", "1000");
  await expect(verdict).toHaveText("The gap of 933 is within the 1,000 that you accept.");
  await notes.type("I accept a gap of", "-5");
  await expect(notes.page.locator("#set-accept-error")).toContainText("0.000001 to 10,000,000 USD is accepted");
  await expect(verdict).toHaveText("The gap of 933 is within the 1,000 that you accept.");
});

test("a level of the ladder that is dragged is counted, and a book that ends says so", async ({ notes }) => {
  await notes.open();
  await notes.page.getByText("The book that your forced close meets").click();
  const ladder = notes.page.locator(".ladder");
  await expect(ladder).toContainText("The close fills at 59,832 on average and 59,760 at worst: 0.28\u00a0% against the mark. Drag a level");
  await notes.prices("54,271", "55,204");
  const first = ladder.getByRole("slider", { name: "Depth at 0.1 %" });
  await first.focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(notes.list("Slippage from")).toHaveValue("ladder");
  await expect(ladder).not.toContainText("Drag a level");
  await expect(first).toHaveAttribute("aria-valuetext", "14,000 USD, 14,000 taken by the close");
  await expect(notes.bound("conservative")).not.toHaveText("55,204");
  await notes.setTrade("Size", "50");
  await expect(ladder).toContainText("coins find no price here, so the real cost is not known");
  await notes.list("Slippage from").selectOption({ label: "a square-root book" });
  await expect(notes.field("Depth to 1 %")).toBeVisible();
  await notes.list("Slippage from").selectOption({ label: "a share that I type" });
  await expect(notes.field("Slippage")).toBeVisible();
});

test("an empty ladder is refused, and the last good state stays", async ({ notes }) => {
  const empty = ["first", "second", "third", "fourth", "fifth"].map((level) => `depth-${level}=0`).join("&");
  await notes.open(`#v=1&book=ladder&${empty}&depth-sixth=2000`);
  await notes.page.getByText("The book that your forced close meets").click();
  const last = notes.page.locator(".ladder").getByRole("slider", { name: "Depth at 1.6 %" });
  const before = await notes.bound("conservative").textContent();
  await last.focus();
  await notes.page.keyboard.press("ArrowLeft");
  await expect(notes.page.locator(".ladder")).toContainText("The ladder ends before the size is filled");
  await expect(notes.bound("conservative")).toHaveText(before ?? "");
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
