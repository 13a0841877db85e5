// Section “Margin”: equity against price. Entry and mark on the chart, the kinds of position, and the bet on leverage.
import { expect, test } from "./notes";

test("ten times is not ten per cent, and the crossing stays hidden until it is answered", async ({ notes }) => {
  await notes.open();
  await notes.alive("equity");
  const equity = notes.figure("equity");
  await expect(equity.locator(".fig-title")).toHaveText("Where does equity meet what the rule requires?");
  await expect(equity.locator(".beyond")).toHaveCount(0);
  const bet = notes.bet("equity-bet");
  await expect(bet).toContainText("At 10×, how large a move against you is needed to be liquidated: 10\u00a0%?");
  await bet.getByRole("button", { name: "just that" }).click();
  await expect(bet).toContainText("9.5\u00a0% is enough. After 10\u00a0% nothing would be left; the venue acts 0.5\u00a0% before, while something is.");
  await expect(bet).toContainText("Your guess was");
  await expect(equity.locator(".fig-title")).toHaveText("At 10×, a fall of 9.5\u00a0% is enough");
  await expect(equity.locator("svg text").filter({ hasText: "54,271" })).toHaveCount(1);
  await bet.getByRole("button", { name: "Ask me again" }).click();
  await expect(equity.locator(".beyond")).toHaveCount(0);
});

test("mark and entry answer to keys on the chart and in the sentence", async ({ notes }) => {
  await notes.open();
  const mark = notes.slider("Mark price, on the chart");
  await mark.focus();
  await notes.page.keyboard.press("PageDown");
  await expect(notes.bound("equity-now")).toHaveText("5,400\u00a0USD");
  await expect(notes.bound("required-now")).toHaveText("297\u00a0USD");
  await expect(notes.scrub("mark")).toHaveText("59,400");
  await expect(mark).toHaveAttribute("aria-valuetext", "59,400, liquidation price ?");
  await notes.bet("equity-bet").getByRole("button", { name: "Show me" }).click();
  await expect(mark).toHaveAttribute("aria-valuetext", "59,400, liquidation price 54,271");
  await notes.slider("Entry price, on the chart").focus();
  await notes.page.keyboard.press("ArrowUp");
  await expect(notes.traded("Entry price")).toHaveText("61,000");
  await expect(notes.scrub("mark")).toHaveText("60,390");
  await notes.page.keyboard.press("Control+z");
  await expect(notes.traded("Entry price")).toHaveText("60,000");
});

test("the mouse drags the mark and the entry while the prices stand still", async ({ notes }) => {
  await notes.open();
  await notes.bet("equity-bet").getByRole("button", { name: "Show me" }).click();
  const equity = notes.figure("equity");
  await equity.locator(".surface").scrollIntoViewIfNeeded();
  const mouse = notes.page.mouse;
  const centre = async (name: string) => {
    const box = await notes.slider(name).boundingBox();
    if (!box) throw new Error(`no ${name}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const mark = await centre("Mark price, on the chart");
  await mouse.move(mark.x, mark.y);
  await mouse.down();
  await mouse.move(mark.x - 120, mark.y + 20, { steps: 6 });
  // While it is held the handle is under the pointer: the chart does not move below the hand.
  const held = await centre("Mark price, on the chart");
  expect(Math.abs(held.x - (mark.x - 120))).toBeLessThan(3);
  await mouse.up();
  await expect(notes.bound("equity-now")).not.toHaveText("6,000\u00a0USD");
  const entry = await centre("Entry price, on the chart");
  await mouse.move(entry.x, entry.y);
  await mouse.down();
  await mouse.move(entry.x + 60, entry.y, { steps: 6 });
  const dragged = await centre("Entry price, on the chart");
  expect(Math.abs(dragged.x - (entry.x + 60))).toBeLessThan(3);
  await mouse.up();
  const moved = Number((await notes.traded("Entry price").textContent() ?? "").replace(",", ""));
  expect(moved).toBeGreaterThan(60_500);
});

test("side, margin, contract and table each redraw the chart", async ({ notes }) => {
  await notes.open();
  await notes.bet("equity-bet").getByRole("button", { name: "Show me" }).click();
  const equity = notes.figure("equity");
  const title = equity.locator(".fig-title");
  const picture = equity.getByRole("img");
  await equity.getByRole("radio", { name: "short" }).check();
  await expect(title).toHaveText("At 10×, a rise of 9.5\u00a0% is enough");
  await equity.getByRole("radio", { name: "long" }).check();
  await expect(notes.field("Free balance")).toBeHidden();
  await equity.getByRole("radio", { name: "cross" }).check();
  await expect(title).toHaveText("With the whole account behind it, a fall of 11\u00a0% is enough");
  await expect(picture).toHaveAccessibleName(/equity is 7,000.USD, and the rule requires 420.USD\. The two meet at 53,387/);
  await notes.type("Free balance", "5000");
  await expect(picture).toHaveAccessibleName(/equity is 4,000.USD/);
  await notes.type("Other position", "0");
  await expect(notes.field("Its entry price")).toBeHidden();
  await expect(picture).toHaveAccessibleName(/equity is 5,000.USD, and the rule requires 300.USD/);
  await equity.getByRole("radio", { name: "isolated" }).check();
  await equity.getByRole("radio", { name: "inverse" }).check();
  await expect(picture).toHaveAccessibleName(/equity is 0\.1000.BTC/);
  await equity.getByRole("radio", { name: "linear" }).check();
  await notes.list("Maintenance rates").selectOption({ label: "my two rates, on the whole" });
  await expect(picture).toHaveAccessibleName(/The two meet at 54,545.*Between 54,500 and 54,271 it would be safe again/);
  await equity.getByRole("button", { name: "Reset" }).click();
  await expect(title).toHaveText("At 10×, a fall of 9.5\u00a0% is enough");
});

test.describe("touch", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("a tap brings the mark; the list of venues takes taps of a finger's size", async ({ notes }) => {
    await notes.open();
    const surface = notes.figure("equity").locator(".surface");
    await surface.scrollIntoViewIfNeeded();
    const box = await surface.boundingBox();
    if (!box) throw new Error("no surface");
    await notes.page.touchscreen.tap(box.x + box.width - 40, box.y + box.height / 2);
    await expect(notes.scrub("mark")).not.toHaveText("60,000");
    await expect(surface).toHaveCSS("touch-action", "pan-y");
    // The slider has the width of its row, but for the two buttons beside it.
    const slider = await notes.figure("equity").getByRole("slider", { name: "Mark", exact: true }).boundingBox();
    expect(slider?.width).toBeGreaterThan(box.width / 2);
    const pick = notes.figure("venues").getByRole("radio", { name: /^OKX/ });
    await pick.scrollIntoViewIfNeeded();
    const row = await pick.boundingBox();
    expect(row?.height).toBeGreaterThanOrEqual(40);
    await pick.tap();
    await expect(notes.list("Venue’s rule")).toHaveValue("okx");
  });
});
