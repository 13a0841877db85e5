// Everything by keys alone.
import { expect, test } from "./notes";

test("the handle, the scrubbed numbers and the sliders answer to keys", async ({ notes }) => {
  await notes.open();
  await notes.handle().focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(notes.handle()).toHaveAttribute("aria-valuetext", "day 31, 951 USD apart");
  await notes.page.keyboard.press("PageUp");
  await expect(notes.field("Days held")).toHaveValue("41");
  await notes.page.keyboard.press("End");
  await notes.prices("54,271", "55,751");
  await notes.page.keyboard.press("Home");
  await notes.prices("54,271", "54,658");

  await notes.scrub("leverage").focus();
  await notes.page.keyboard.press("ArrowUp");
  await expect(notes.scrub("leverage")).toHaveText("11×");
  await notes.page.keyboard.press("Shift+ArrowUp");
  await expect(notes.scrub("leverage")).toHaveText("11.1×");
  await notes.page.keyboard.press("Enter");
  await expect(notes.page.getByRole("dialog", { name: "Leverage" }).getByRole("textbox")).toBeFocused();
  await notes.page.keyboard.press("Escape");
  await expect(notes.page.getByRole("dialog")).toHaveCount(0);
  await expect(notes.scrub("leverage")).toBeFocused();

  await notes.scrub("entry").focus();
  await notes.page.keyboard.press("ArrowDown");
  await expect(notes.scrub("entry")).toHaveText("59,000");

  await notes.slider("Funding rate").focus();
  await notes.page.keyboard.press("ArrowRight");
  await expect(notes.field("Funding rate")).toHaveValue("0.015");

  await notes.handle().focus();
  await notes.page.keyboard.press("Control+z");
  await expect(notes.field("Funding rate")).toHaveValue("0.01");
});

test("a second press on a number closes its control, as one on a word does", async ({ notes }) => {
  await notes.open();
  const number = notes.scrub("leverage");
  const control = notes.page.getByRole("dialog", { name: "Leverage" });
  for (let times = 0; times < 2; times += 1) {
    await number.click();
    await expect(control).toBeVisible();
    await number.click();
    await expect(control).toHaveCount(0);
  }
  // What opens stands beside it, with buttons of its own.
  const chip = notes.page.locator(".chip > button", { hasText: "Size" });
  await chip.click();
  await expect(notes.page.getByRole("dialog", { name: "Size" })).toBeVisible();
  await chip.click();
  await expect(notes.page.getByRole("dialog", { name: "Size" })).toHaveCount(0);
});

test("Tab reaches every control in order, each with a visible outline and a target of 24 px", async ({ notes }) => {
  // Hundreds of stops, each looked at.
  test.setTimeout(600_000);
  await notes.open();
  await notes.page.keyboard.press("Tab");
  await expect(notes.page.getByRole("link", { name: "Skip to the first question" })).toBeFocused();
  const seen: string[] = [];
  for (let n = 0; n < 1_200; n += 1) {
    const stop = await notes.page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      if (at === document.body) return null;
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const labelled = (at as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? "";
      const name = at.getAttribute("aria-label") ?? (labelled || at.textContent?.trim());
      return {
        name: name ?? "",
        outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        // Text links are exempt from target size; a radio's label is its target.
        small: at.tagName !== "A" && (at as HTMLInputElement).type !== "radio" && (box.width < 24 || box.height < 24),
      };
    });
    if (!stop) break;
    expect(stop.outline, `${stop.name} has no outline`).toBe(true);
    expect(stop.small, `${stop.name} is too small`).toBe(false);
    seen.push(stop.name);
    await notes.page.keyboard.press("Tab");
  }
  const order = ["Size", "Leverage", "Venue’s rule", "Size:", "Days held, on the chart", "Less: Days held", "Table", "Entry price, on the chart", "I accept a gap of", "Horizon, on the chart", "Less: Volatility", "Reset everything"].map((name) =>
    seen.findIndex((s) => s.startsWith(name)),
  );
  expect(order.every((at) => at >= 0)).toBe(true);
  expect([...order].sort((a, b) => a - b)).toEqual(order);
});

test("a live region speaks once, after things have come to rest", async ({ notes }) => {
  await notes.open();
  const voice = notes.figure("gap").locator('[aria-live="polite"]');
  await expect(voice).toHaveText("");
  await notes.slider("Days held").fill("40");
  await notes.slider("Days held").fill("60");
  await expect(voice).toHaveText(/After 60 days/);
});
