// What stays when something is missing: scripts, room, motion, a screen.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "./notes";

test.describe("scripts off", () => {
  test.use({ javaScriptEnabled: false });

  test("prose, numbers, pictures and tables are all there", async ({ page }) => {
    await page.goto("./");
    await expect(page.locator('[data-bind="conservative"]')).toHaveText("55,204");
    await expect(page.locator('[data-figure="gap"] svg:visible')).toHaveCount(1);
    await expect(page.locator('[data-figure="gap"] .beyond:visible')).toHaveCount(1);
    for (const figure of ["equity", "venues", "budget", "horizon", "multiples"]) await expect(page.locator(`[data-figure="${figure}"] svg:visible`)).toHaveCount(1);
    await page.locator('[data-figure="gap"] .without-scripts summary').click();
    await expect(page.locator('[data-figure="gap"] tbody tr')).toHaveCount(61);
    await expect(page.locator("noscript .notice")).toBeVisible();
    await expect(page.getByText("Education, not advice")).toHaveCount(2);
    await expect(page.getByRole("button")).toHaveCount(0);
  });
});

test.describe("320 px", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true });

  test("nothing scrolls sideways, with every table open, and text stays readable", async ({ notes }) => {
    await notes.open();
    for (const figure of ["gap", "equity", "venues", "budget", "horizon", "multiples"]) await notes.figure(figure).getByRole("button", { name: "Table" }).click();
    await notes.type("Tick", "nonsense that is long enough to wrap");
    const overflow = () => notes.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    const smallest = await notes.page.evaluate(() =>
      Math.min(
        // A picture for wider screens may stand by, unseen.
        ...[...document.querySelectorAll("svg text")].filter((t) => t.checkVisibility()).map((t) => {
          const svg = (t as SVGTextElement).ownerSVGElement as SVGSVGElement;
          return parseFloat(getComputedStyle(t).fontSize) * (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
        }),
      ),
    );
    expect(smallest).toBeGreaterThan(13.9);
  });

  test("a finger on the chart moves the day; a finger that scrolls does not", async ({ notes }) => {
    await notes.open();
    await notes.figure("gap").locator(".surface").scrollIntoViewIfNeeded();
    const box = await notes.figure("gap").locator(".surface").boundingBox();
    if (!box) throw new Error("no surface");
    await notes.page.touchscreen.tap(box.x + box.width - 32, box.y + box.height / 2);
    await expect(notes.field("Days held")).toHaveValue("60");
    await expect(notes.figure("gap").locator(".surface")).toHaveCSS("touch-action", "pan-y");
    await expect(notes.scrub("days")).toHaveCSS("touch-action", "pan-y");
  });
});

test("the mouse drags the chart and the numbers in the sentence", async ({ notes }) => {
  await notes.open();
  const mouse = notes.page.mouse;
  const surface = await notes.figure("gap").locator(".surface").boundingBox();
  if (!surface) throw new Error("no surface");
  await mouse.move(surface.x + surface.width / 2, surface.y + 80);
  await mouse.down();
  await mouse.move(surface.x + surface.width - 60, surface.y + 90, { steps: 5 });
  await mouse.up();
  await expect(notes.field("Days held")).toHaveValue("60");
  await mouse.move(surface.x + 80, surface.y + 90);
  await expect(notes.field("Days held")).toHaveValue("60");

  const number = await notes.scrub("leverage").boundingBox();
  if (!number) throw new Error("no number");
  await mouse.move(number.x + 8, number.y + 8);
  await mouse.down();
  await mouse.move(number.x + 58, number.y + 8, { steps: 5 });
  await mouse.up();
  const leverage = Number(await notes.field("Leverage").inputValue());
  expect(leverage).toBeGreaterThan(20);
  await notes.page.keyboard.press("Control+z");
  await expect(notes.field("Leverage")).toHaveValue("10");
});

test("the program takes the page over without moving anything", async ({ notes }) => {
  await notes.page.addInitScript(() => {
    let shift = 0;
    Object.assign(window, { layoutShift: () => shift });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await notes.open();
  await notes.page.waitForTimeout(300);
  const shift = await notes.page.evaluate(() => (window as unknown as { layoutShift: () => number }).layoutShift());
  expect(shift).toBeLessThan(0.02);
});

test("the theme can be chosen and is remembered", async ({ notes }) => {
  await notes.open();
  await notes.page.getByRole("button", { name: "Dark theme" }).click();
  await expect(notes.page.locator("body")).toHaveCSS("background-color", "rgb(21, 24, 28)");
  await notes.page.reload();
  await notes.ready();
  await expect(notes.page.locator("body")).toHaveCSS("background-color", "rgb(21, 24, 28)");
  await expect(notes.page.getByRole("button", { name: "Light theme" })).toBeVisible();
});

test("without fonts and without storage the page still works", async ({ notes }) => {
  await notes.page.route("**/*.woff2", (route) => route.fulfill({ status: 404, body: "" }));
  await notes.page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new Error("off"); } }));
  await notes.open();
  await notes.slider("Days held").fill("60");
  await notes.prices("54,271", "55,751");
  // The two missing fonts are the only thing the console may speak of.
  const other = notes.wrongs.filter((w) => !w.includes("404") && !w.includes("woff2"));
  expect(other).toEqual([]);
  notes.wrongs.length = 0;
});

test("where the program cannot start, the page says so and keeps its pictures", async ({ notes }) => {
  await notes.page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await notes.page.goto("./");
  await expect(notes.page.locator("html")).toHaveAttribute("data-app", "failed");
  await expect(notes.page.locator("#app-state")).toContainText("The interactive part is missing");
  await expect(notes.figure("gap").locator("svg:visible")).toHaveCount(1);
  await expect(notes.figure("gap").locator(".beyond").first()).toHaveCSS("visibility", "visible");
  notes.wrongs.length = 0;
});

test("the rendered page is valid HTML", async ({ notes }) => {
  await notes.open();
  await notes.figure("gap").getByRole("button", { name: "Table" }).click();
  const require = createRequire(import.meta.url);
  const { HtmlValidate } = require("html-validate") as typeof import("html-validate");
  const config = JSON.parse(readFileSync(new URL("../../.htmlvalidate.json", import.meta.url), "utf8"));
  // What the browser writes back is not what an author writes: boolean attributes and doctype case are its own.
  const rules = { "attribute-boolean-style": "off", "doctype-style": "off", "attribute-empty-style": "off", "no-trailing-whitespace": "off" };
  const report = await new HtmlValidate({ ...config, rules }).validateString(await notes.page.content());
  const said = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`));
  expect(said).toEqual([]);
});
