// What a stranger meets: the default numbers, and what moves when days, leverage, fees and funding do.
import { expect, test } from "./notes";

test("the default trade shows both prices, the gap and its parts", async ({ notes }) => {
  await notes.open();
  await notes.prices("54,271", "55,204");
  await expect(notes.bound("fees-share")).toHaveText("6\u00a0%");
  await expect(notes.bound("funding-share")).toHaveText("58\u00a0%");
  await expect(notes.figure("gap").locator(".fig-title")).toHaveText("The gap opens with time, not with price");
  await expect(notes.figure("budget").locator(".fig-title")).toHaveText("Funding, not fees, eats this position");
  const bars = notes.figure("budget").locator("svg text");
  for (const bar of ["+30.15", "+27.30", "+542.99", "+277.27", "+55.20", "932.91 USD, 58\u00a0% of it funding"]) {
    await expect(bars.filter({ hasText: bar })).toHaveCount(1);
  }
});

test("moving days held moves both the sentence and the picture", async ({ notes }) => {
  await notes.open();
  const picture = notes.figure("gap").getByRole("img");
  await expect(picture).toHaveAccessibleName(/After 30 days, .* 54,271 .* 55,204: 933 apart/);
  await notes.slider("Days held").fill("60");
  await notes.prices("54,271", "55,751");
  await expect(notes.scrub("days")).toHaveText("60\u00a0days");
  await expect(picture).toHaveAccessibleName(/After 60 days, .* 55,751: 1,480 apart/);
  await notes.slider("Days held").fill("0");
  await notes.prices("54,271", "54,658");
  await notes.page.getByRole("button", { name: "More: Days held" }).click();
  await expect(notes.field("Days held")).toHaveValue("1");
});

test("leverage, funding and fees each move what they should", async ({ notes }) => {
  await notes.open();
  await notes.type("Leverage", "20");
  await notes.prices("57,286", "58,239");
  await notes.type("Leverage", "10");
  await notes.type("Funding rate", "0");
  await notes.prices("54,271", "54,658");
  await expect(notes.bound("grows")).toHaveText(", and with no funding to pay it stands still too");
  await notes.type("Funding rate", "0.01");
  await notes.type("Fees, each way", "0");
  await notes.prices("54,271", "55,146");
  await expect(notes.bound("fees-share")).toHaveText("0\u00a0%");
});

test("the bet hides the curve until it is answered, and keeps the guess", async ({ notes }) => {
  await notes.open();
  const gap = notes.figure("gap");
  await expect(gap.locator(".beyond")).toHaveCount(0);
  await notes.page.getByRole("button", { name: "more than twice" }).click();
  await expect(gap.locator(".beyond")).toHaveCount(1);
  await expect(gap.locator(".beyond")).toHaveCSS("visibility", "visible");
  await expect(gap.locator(".guess")).toContainText("your guess");
  await expect(notes.bet("bet")).toContainText("1.59 times: 933 USD apart at day 30, 1,480 at day 60.");
  await expect(notes.bet("bet")).toContainText("Your guess was");
  await notes.bet("bet").getByRole("button", { name: "Ask me again" }).click();
  // The button that was pressed is gone; focus is on the one in its place.
  await expect(notes.bet("bet").getByRole("button", { name: "Show me" })).toBeFocused();
  await expect(gap.locator(".beyond")).toHaveCount(0);
  await notes.bet("bet").getByRole("button", { name: "Show me" }).click();
  await expect(gap.locator(".beyond")).toHaveCount(1);
  await expect(gap.locator(".guess")).toHaveCount(0);
});

test("every other setting is in one panel and is answered at once", async ({ notes }) => {
  await notes.open();
  await notes.page.getByRole("radio", { name: "short" }).check();
  await notes.prices("65,672", "65,219");
  await expect(notes.bound("side")).toHaveText("short");
  await expect(notes.bound("basis")).toHaveText("a mark 0.1\u00a0% over the index");
  await notes.page.getByRole("radio", { name: "long" }).check();
  await notes.alive("horizon");
  await notes.type("Added margin", "1000");
  await notes.prices("53,266", "54,193");
  await notes.type("Added margin", "0");
  await notes.list("Venue’s rule").selectOption({ label: "Bybit, old rule" });
  await notes.prices("54,300", "55,253");
  await expect(notes.bound("venue")).toContainText("Bybit, old rule’s own rule, as of 2025-05");
  await notes.list("Maintenance rates").selectOption({ label: "Binance’s table, 2024-10" });
  await notes.list("Venue’s rule").selectOption({ label: "Binance COIN-M (inverse)" });
  await expect(notes.page.locator("#set-table-under")).toContainText("counts in USDT");
});

test("undo takes a gesture back, redo brings it again, reset says so", async ({ notes }) => {
  await notes.open();
  const undo = notes.page.getByRole("button", { name: "Undo", exact: true }).first();
  await expect(undo).toBeDisabled();
  await notes.slider("Days held").fill("45");
  await notes.type("Leverage", "5");
  await undo.click();
  await expect(notes.field("Leverage")).toHaveValue("10");
  await expect(notes.field("Days held")).toHaveValue("45");
  await notes.page.getByRole("button", { name: "Redo" }).click();
  await expect(notes.field("Leverage")).toHaveValue("5");
  await notes.page.getByRole("button", { name: "Reset everything" }).click();
  await notes.prices("54,271", "55,204");
  const toast = notes.page.locator(".toast");
  await expect(toast).toContainText("Undo brings it back");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(notes.field("Leverage")).toHaveValue("5");
  await expect(notes.field("Days held")).toHaveValue("45");
});

test("table, CSV, SVG and link come from the same model", async ({ notes, context }) => {
  await notes.open();
  await notes.slider("Days held").fill("45");
  const gap = notes.figure("gap");
  await gap.getByRole("button", { name: "Table" }).click();
  const row = gap.getByRole("row").filter({ has: notes.page.getByRole("rowheader", { name: "45", exact: true }) });
  await expect(row).toContainText("54,271.36");
  await expect(row).toContainText("55,477.41");
  const save = async (name: string) => {
    const [download] = await Promise.all([notes.page.waitForEvent("download"), gap.getByRole("button", { name }).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  };
  const csv = await save("CSV");
  expect(csv.name).toBe("cascade-notes-gap.csv");
  expect(csv.text.split("\r\n")[0]).toBe('Days held,Payments,"Optimistic, USD","Conservative, USD","Gap, USD","Optimistic, USD, in full","Conservative, USD, in full"');
  expect(csv.text).toContain("\r\n45,135,54271.36,55477.41,");
  expect(csv.text).toContain(",54271.356783919597989949748744,55477.4");
  const svg = await save("SVG");
  expect(svg.name).toBe("cascade-notes-gap.svg");
  expect(svg.text).toMatch(/^<svg /);
  expect(svg.text).not.toContain("var(--");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const link = gap.getByRole("button", { name: "Link" });
  const reset = gap.getByRole("button", { name: "Reset" });
  const [place, apart] = [await link.boundingBox(), await reset.boundingBox()];
  await link.click();
  await expect(notes.page.locator(".toast")).toContainText("Link copied");
  const copied = gap.getByRole("button", { name: "Copied" });
  expect(await copied.boundingBox()).toEqual(place);
  expect(await reset.boundingBox()).toEqual(apart);
  expect((apart?.x ?? 0) - (place?.x ?? 0) - (place?.width ?? 0)).toBeGreaterThan(40);
  await expect(link).toBeVisible();
  expect(await notes.page.evaluate(() => navigator.clipboard.readText())).toMatch(/#v=1&days=45&at=gap$/);
});

test("a link of a figure opens at that figure", async ({ notes }) => {
  await notes.open("#v=1&days=45&at=budget");
  await expect(notes.figure("budget").locator(".fig-title")).toBeInViewport();
  await notes.prices("54,271", "55,477");
  await expect(notes.page.locator("[data-island=notices] .notice")).toHaveCount(0);
});

for (const [name, hide] of [
  ["is missing", () => Object.defineProperty(navigator, "clipboard", { value: undefined })],
  ["refuses", () => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } })],
] as const) {
  test(`where the clipboard ${name} the address can be taken from a field, again and again`, async ({ notes }) => {
    await notes.page.addInitScript(hide);
    await notes.open();
    const gap = notes.figure("gap");
    for (let times = 0; times < 2; times += 1) {
      await gap.getByRole("button", { name: "Link" }).click();
      await expect(gap.getByRole("textbox", { name: /Copy the link/ })).toHaveValue(/#v=1&at=gap$/);
    }
  });
}

test("works under a sub-path of a static host", async ({ notes }) => {
  test.skip(!process.env.SUBPATH_URL, "SUBPATH_URL names a second server");
  await notes.open("#v=1&days=60", process.env.SUBPATH_URL);
  await notes.prices("54,271", "55,751");
});
