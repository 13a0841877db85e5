// axe finds nothing, in every dress the page wears.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, test } from "./notes";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violations(page: Page): Promise<string[]> {
  // The policy blocks injected script tags; evaluation from outside is not a script of the page.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const run = (window as unknown as { axe: { run: (d: Document, o: object) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe.run;
    const { violations } = await run(document, { runOnly: { type: "tag", values: tags } });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`));
  });
}

const dresses: Record<string, Parameters<typeof test.use>[0]> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "320 px touch": { viewport: { width: 320, height: 640 }, hasTouch: true },
  "reduced motion": { contextOptions: { reducedMotion: "reduce" } },
  "forced colours": { contextOptions: { forcedColors: "active" } },
  "forced colours, dark": { colorScheme: "dark", contextOptions: { forcedColors: "active" } },
  "more contrast": { contextOptions: { contrast: "more" } },
};

for (const [name, use] of Object.entries(dresses)) {
  test.describe(name, () => {
    test.use(use);

    test(`axe finds nothing in ${name}`, async ({ notes }) => {
      await notes.open();
      expect(await violations(notes.page)).toEqual([]);
    });

    for (const market of ["domino", "october-2025"]) {
      test(`axe finds nothing in ${name} with the band and the cascade of ${market} alive`, async ({ notes }) => {
        await notes.open(`#v=1&preset=${market}&cut=account&round=2`);
        for (const figure of ["horizon", "cascade"]) {
          await notes.figure(figure).locator(".stage").scrollIntoViewIfNeeded();
          await expect(notes.figure(figure).locator('.plot-live svg')).toBeVisible();
        }
        await notes.page.getByText("All settings of this market").click();
        for (const figure of ["horizon", "multiples", "cascade", "curve", "path", "ledger"]) {
          await notes.figure(figure).getByRole("button", { name: "Table" }).click();
        }
        await notes.figure("cascade").locator(".cut").getByRole("table").waitFor();
        expect(await violations(notes.page)).toEqual([]);
      });
    }

    test(`axe finds nothing in ${name} with tables, an answer, an error and a refused link`, async ({ notes }) => {
      await notes.open("#v=1&days=45&leverage=900");
      await notes.page.getByRole("radiogroup", { name: "Margin", exact: true }).getByRole("radio", { name: "cross" }).check();
      await notes.figure("equity").getByRole("button", { name: "Pin" }).click();
      await notes.page.getByRole("radio", { name: "short" }).check();
      for (const figure of ["gap", "equity", "venues", "budget"]) await notes.figure(figure).getByRole("button", { name: "Table" }).click();
      await notes.page.locator("#two-prices").getByRole("button", { name: "about the same" }).click();
      await notes.type("Leverage", "abc");
      await notes.field("Leverage").blur();
      await expect(notes.page.locator(".wrong > .error")).toBeVisible();
      await notes.figure("gap").getByRole("button", { name: "Reset" }).click();
      await notes.type("Leverage", "abc");
      await expect(notes.page.locator(".wrong > .error")).toBeVisible();
      expect(await violations(notes.page)).toEqual([]);
    });
  });
}
