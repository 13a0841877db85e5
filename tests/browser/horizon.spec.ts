// Section “Time”: the band over price and time, its fifty months, and the small multiples.
import { expect, test } from "./notes";

test("how many months stays a question until it is answered", async ({ notes }) => {
  await notes.open();
  await notes.alive("horizon");
  const figure = notes.figure("horizon");
  await expect(figure.locator(".fig-title")).toHaveText("How many paths come this far?");
  await expect(figure.locator(".beyond")).toHaveCount(0);
  await expect(notes.bound("months")).toHaveText("? of 50 paths");
  const bet = notes.page.locator('[data-island="months"]');
  await expect(bet).toContainText("at a volatility of 60\u00a0% a year, how many of 50 paths touch the conservative price within 30 days?");
  await bet.getByRole("button", { name: "10 to 25" }).click();
  await expect(bet).toContainText("30 of 50, and 63\u00a0% in closed form. Your guess was “10 to 25”");
  await expect(figure.locator(".fig-title")).toHaveText("In 30 days, 30 of 50 paths touch the conservative price");
  await expect(figure.locator(".shade polygon")).toHaveCount(4);
  await expect(notes.bound("months")).toHaveText("30 of 50 paths");
  await bet.getByRole("button", { name: "Ask me again" }).click();
  await expect(figure.locator(".beyond")).toHaveCount(0);
});

test("the horizon is dragged, keyed and typed, and everything that shows it follows", async ({ notes }) => {
  await notes.open();
  await notes.alive("horizon");
  await notes.page.locator('[data-island="months"]').getByRole("button", { name: "Show me" }).click();
  const surface = notes.figure("horizon").locator(".surface");
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (!box) throw new Error("no surface");
  const mouse = notes.page.mouse;
  await mouse.move(box.x + box.width / 2, box.y + 80);
  await mouse.down();
  await mouse.move(box.x + box.width - 60, box.y + 90, { steps: 5 });
  await mouse.up();
  const handle = notes.slider("Horizon, on the chart of price and time");
  await expect(handle).toHaveAttribute("aria-valuetext", "day 60, 38 of 50 paths touch the conservative price");
  await expect(notes.field("Horizon")).toHaveValue("60");
  await expect(notes.field("Days held")).toHaveValue("60");
  await handle.focus();
  await notes.page.keyboard.press("Home");
  await expect(handle).toHaveAttribute("aria-valuetext", "day 0, 0 of 50 paths touch the conservative price");
  await notes.page.keyboard.press("PageUp");
  await expect(notes.field("Horizon")).toHaveValue("10");
  await notes.type("Days held", "30");
  await expect(handle).toHaveAttribute("aria-valuenow", "30");
  await expect(notes.bound("months")).toHaveText("30 of 50 paths");
});

test("volatility, the draw and the day of the margin change the months, and a link brings them back", async ({ notes }) => {
  await notes.open();
  await notes.alive("horizon");
  const show = notes.page.locator('[data-island="months"]').getByRole("button", { name: "Show me" });
  await show.click();
  const title = notes.figure("horizon").locator(".fig-title");
  await notes.type("Volatility", "20");
  await expect(title).toHaveText(/^In 30 days, \d of 50 paths touch/);
  await notes.type("Volatility", "60");
  await notes.type("Added margin", "2000");
  await expect(title).toHaveText("There from the start, the margin keeps 6 of 50 paths away");
  await notes.type("Margin added on day", "20");
  await expect(title).toHaveText("Added late, margin moves only the edge");
  await expect(notes.figure("horizon").getByRole("img")).toHaveAccessibleName(/from the start they would have left 24, without them it would be 30\.$/);
  await expect(notes.figure("horizon").locator("svg text").filter({ hasText: "margin added" })).toHaveCount(1);
  await notes.figure("horizon").getByText("Expected return and the draw").click();
  await notes.figure("horizon").getByRole("button", { name: "Draw other paths" }).click();
  await expect(notes.field("Seed of the paths")).toHaveValue("2");
  await expect.poll(() => notes.fragment()).toBe("#v=1&added-day=20&added-margin=2000&seed=2");
  const said = await title.textContent();
  await notes.page.reload();
  await notes.ready();
  await notes.alive("horizon");
  await show.click();
  await expect(title).toHaveText(said ?? "");
  await notes.figure("horizon").getByRole("button", { name: "Reset" }).click();
  await expect(notes.field("Added margin")).toHaveValue("0");
});

test("funding has two controls that stay in step, and three leverages share one scale", async ({ notes }) => {
  await notes.open();
  await notes.alive("horizon");
  await notes.page.locator('[data-island="months"]').getByRole("button", { name: "Show me" }).click();
  await notes.type("Funding, each time", "0.05");
  await expect(notes.field("Funding rate")).toHaveValue("0.05");
  await notes.type("Funding rate", "0.01");
  await expect(notes.field("Funding, each time")).toHaveValue("0.01");
  const many = notes.figure("multiples");
  await expect(many.getByRole("img")).toHaveAccessibleName(/at 3×, 3 of 50 paths.*at 10×, 30 of 50 paths.*at 25×, 43 of 50 paths/);
  await many.getByRole("button", { name: "Table" }).click();
  await expect(many.getByRole("row")).toHaveCount(4);
  await notes.page.getByRole("radiogroup", { name: "Margin", exact: true }).getByRole("radio", { name: "cross" }).check();
  await expect(notes.field("Added margin")).toBeHidden();
});
