// On paper: figures, tables and words, as they stand at that moment; no controls, and nothing cut off.
import type { Page } from "@playwright/test";
import { expect, test } from "./notes";

// A4 less its margins, in CSS pixels.
const PAPER = { width: 680, height: 1001 };

// Chromium packs what is drawn, but not the list of sheets.
async function sheets(page: Page): Promise<number> {
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  return [...pdf.matchAll(/\/Type\s*\/Page(?!s)/g)].length;
}

// What sticks out of the sheet, and which controls can still be seen.
function flaws(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (e: Element) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""}`;
    const seen = (e: Element) => (e as HTMLElement).checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("figure, figure svg, figure svg text, table, p, h1, h2")].filter((e) => {
      const box = e.getBoundingClientRect();
      return seen(e) && (box.left < -0.5 || box.right > width + 0.5);
    });
    const cut = [...document.querySelectorAll("figure .scroll, figure .plot")].filter(
      (e) => seen(e) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1),
    );
    const controls = [...document.querySelectorAll("button:not(.choices button, .formula button), input, select, textarea, summary, [role=slider]:not(.scrub)")].filter(seen);
    const empty = [...document.querySelectorAll("figure")].filter((f) => ![...f.querySelectorAll("svg")].some((s) => seen(s) && s.getBoundingClientRect().height > 100));
    return [
      ...wide.map((e) => `wider than the sheet: ${name(e)}`),
      ...cut.map((e) => `cut off: ${name(e)}`),
      ...controls.map((e) => `a control: ${name(e)} ${e.getAttribute("aria-label") ?? e.textContent}`),
      ...empty.map((e) => `no picture: ${name(e)}`),
    ];
  });
}

test("prints on A4 without controls, with nothing cut off, link and settings at the end", async ({ notes }) => {
  // Every table of every figure is opened, one by one.
  test.slow();
  await notes.open("#v=1&days=45");
  const figures = await notes.page.locator("figure.fig").count();
  const plain = await sheets(notes.page);
  expect(plain).toBeGreaterThanOrEqual(2);
  // One for the words around them, two for the table of rules, one for the lists of checks, one for the glossary.
  expect(plain).toBeLessThanOrEqual(figures + 5);

  for (const open of await notes.page.getByRole("button", { name: "Table", exact: true }).all()) await open.click();
  const withTables = await sheets(notes.page);
  expect(withTables).toBeGreaterThan(plain);
  expect(withTables).toBeLessThanOrEqual(plain + 2 * figures);

  await notes.page.locator("#sources summary").click();
  await notes.page.setViewportSize(PAPER);
  await notes.page.emulateMedia({ media: "print" });
  expect(await flaws(notes.page)).toEqual([]);
  const foot = notes.page.locator(".foot");
  await expect(foot).toContainText("Days held 45 days");
  await expect(foot.locator('[data-island="paper-link"]')).toHaveText(/^http.*#v=1&days=45$/);
});

test("what is out of sight is printed as it is now", async ({ notes }) => {
  await notes.open();
  await notes.type("Leverage", "20");
  await notes.prices("57,286", "58,239");
  await notes.page.pdf({ format: "A4" });
  await expect(notes.figure("budget").locator("svg text").filter({ hasText: /^95[23]\.\d\d USD/ })).toHaveCount(1);
});

test("paper shows what is kept back, and the page asks again afterwards", async ({ notes }) => {
  await notes.open();
  const beyond = notes.figure("gap").locator(".beyond");
  await notes.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(beyond).not.toHaveCount(0);
  await notes.page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(beyond).toHaveCount(0);
  await expect(notes.page.getByRole("button", { name: "Show me", exact: true }).first()).toBeVisible();
});

test.describe("from a phone in the dark", () => {
  test.use({ viewport: { width: 320, height: 640 }, colorScheme: "dark" });

  test("the sheet is white and whole", async ({ notes }) => {
    await notes.open();
    await notes.page.getByRole("button", { name: "Light theme" }).click();
    await notes.page.getByRole("button", { name: "Dark theme" }).click();
    const figures = await notes.page.locator("figure.fig").count();
    expect(await sheets(notes.page)).toBeLessThanOrEqual(2 * figures);
    await notes.page.setViewportSize(PAPER);
    await notes.page.emulateMedia({ media: "print" });
    await expect(notes.page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(notes.page.locator("body")).toHaveCSS("color", "rgb(27, 31, 36)");
    expect(await flaws(notes.page)).toEqual([]);
  });
});

test.describe("scripts off", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });

  test("the wide drawings are printed, without the heads of closed tables", async ({ page }) => {
    await page.goto("./");
    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("figure .plot.wide svg:visible")).toHaveCount(await page.locator("figure.fig").count());
    await expect(page.locator("figure .plot.narrow svg:visible")).toHaveCount(0);
    await expect(page.locator("summary:visible")).toHaveCount(0);
  });
});
