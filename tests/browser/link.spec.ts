// The address reproduces the screen, the last state comes back, and a link never overwrites it by being looked at.
import { expect, test } from "./notes";

test("a link opened in a fresh profile shows exactly what it says", async ({ notes }) => {
  await notes.open("#v=1&days=45&leverage=20&side=short&venue=okx");
  await expect(notes.field("Days held")).toHaveValue("45");
  await expect(notes.field("Leverage")).toHaveValue("20");
  await expect(notes.page.getByRole("radio", { name: "short" })).toBeChecked();
  await expect(notes.list("Venue’s rule")).toHaveValue("okx");
  await expect(notes.page.locator(".notice:visible")).toHaveCount(0);
});

test("the address follows the last change and never fills Back", async ({ notes }) => {
  await notes.open();
  const before = await notes.page.evaluate(() => history.length);
  for (const day of ["31", "32", "33", "34"]) await notes.slider("Days held").fill(day);
  await expect.poll(() => notes.fragment()).toBe("#v=1&days=34");
  await notes.slider("Days held").fill("30");
  await expect.poll(() => notes.fragment()).toBe("");
  expect(await notes.page.evaluate(() => history.length)).toBe(before);
});

test("what cannot be used of a link is said, and the rest is shown", async ({ notes }) => {
  await notes.open("#v=1&days=45&leverage=900&colour=red&entry=%3Cscript%3E");
  await expect(notes.field("Days held")).toHaveValue("45");
  await expect(notes.field("Leverage")).toHaveValue("10");
  const notice = notes.page.getByRole("alert").filter({ hasText: "Part of the link" });
  await expect(notice.getByRole("listitem")).toHaveCount(3);
  await expect(notice).toContainText("Leverage: 900 is outside the range; 1 to 125 × is accepted.");
  await expect(notice).toContainText("“colour” is not a setting of this page");
  await notice.getByRole("button", { name: "Close" }).click();
  await expect(notice).toHaveCount(0);
});

test("a link of another version is refused whole, with the reason", async ({ notes }) => {
  await notes.open("#v=9&days=45");
  await expect(notes.field("Days held")).toHaveValue("30");
  await expect(notes.page.getByRole("alert").filter({ hasText: "version" })).toContainText("version 1 is accepted");
});

test("the last state comes back; a link beats it without overwriting it", async ({ notes }) => {
  await notes.open();
  await notes.slider("Days held").fill("50");
  await expect.poll(() => notes.fragment()).toBe("#v=1&days=50");
  const kept = () => notes.page.evaluate(() => localStorage.getItem("cascade-notes:last"));

  await notes.page.goto("about:blank");
  await notes.open();
  await expect(notes.field("Days held")).toHaveValue("50");

  await notes.page.goto("about:blank");
  await notes.open("#v=1&days=10");
  await expect(notes.field("Days held")).toHaveValue("10");
  await notes.page.waitForTimeout(500);
  expect(await kept()).toBe("v=1&days=50");
  await notes.slider("Days held").fill("11");
  await expect.poll(kept).toBe("v=1&days=11");
});

test("kept state that cannot be used is told once, as what it is, and can be saved as it was", async ({ notes }) => {
  const text = "v=1&days=45&colour=red";
  await notes.open();
  await notes.page.evaluate((kept) => localStorage.setItem("cascade-notes:last", kept), text);
  await notes.page.goto("about:blank");
  await notes.open();
  await expect(notes.field("Days held")).toHaveValue("45");
  const notice = notes.page.getByRole("alert").filter({ hasText: "your last visit" });
  await expect(notice).toContainText("“colour” is not a setting of this page");
  await expect(notes.page.locator(".notice:visible").filter({ hasText: "The link" })).toHaveCount(0);
  const download = notes.page.waitForEvent("download");
  await notice.getByRole("button", { name: "Save what was kept" }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe(text);

  await notes.page.goto("about:blank");
  await notes.open();
  await expect(notes.field("Days held")).toHaveValue("45");
  await expect(notes.page.locator(".notice:visible")).toHaveCount(0);
  expect(await notes.page.evaluate(() => localStorage.getItem("cascade-notes:aside"))).toBe(text);
});

test("what a link repeats cannot turn its sentence round", async ({ notes }) => {
  await notes.open("#v=1&%E2%80%AEgnitset=1");
  const notice = notes.page.getByRole("alert").filter({ hasText: "Part of the link" });
  await expect(notice).toContainText("“gnitset” is not a setting of this page");
  expect(await notice.textContent()).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
});

test("a link followed on the open page is shown, is not kept by being looked at, and can be taken back", async ({ notes }) => {
  await notes.open("#v=1&days=45");
  await notes.page.evaluate(() => (location.hash = "#v=1&days=12"));
  await expect(notes.field("Days held")).toHaveValue("12");
  await notes.page.waitForTimeout(500);
  expect(await notes.page.evaluate(() => localStorage.getItem("cascade-notes:last"))).toBeNull();
  await notes.page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(notes.field("Days held")).toHaveValue("45");
});

test("a figure's link opens at that figure, with what was guessed there", async ({ notes }) => {
  await notes.open("#v=1&days=20&at=horizon&guess=2");
  await expect(notes.figure("horizon")).toBeInViewport();
  await expect(notes.bet("months").getByRole("button", { name: "10 to 25" })).toHaveAttribute("aria-pressed", "true");
  await expect(notes.bet("bet")).toContainText("Nothing is scored.");
  await notes.page.goto("about:blank");
  await notes.open("#v=1&at=gap&guess=9");
  await expect(notes.page.getByRole("alert").filter({ hasText: "“guess”" })).toBeVisible();
});

test("a place on the page is not taken for a scenario", async ({ notes }) => {
  await notes.open("#settings");
  await notes.prices("54,271", "55,204");
  await expect(notes.page.locator(".notice:visible")).toHaveCount(0);
});

test("settings that have no answer together are refused whole, with the reason", async ({ notes }) => {
  await notes.open("#v=1&book=linear&size=1000");
  const notice = notes.page.getByRole("alert").filter({ hasText: "could not be used" });
  await expect(notice).toContainText("no answer together: the order is larger than all that this book holds");
  await notes.prices("54,271", "55,204");
  await expect(notes.traded("Size")).toHaveText("1 BTC");
});

test("a link within the page keeps the trade in the address", async ({ notes }) => {
  await notes.open("#v=1&days=50");
  await notes.page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Funding" }).click();
  await expect(notes.figure("staircase").locator(".fig-title")).toBeInViewport();
  await expect.poll(() => notes.fragment()).toBe("#v=1&days=50");
  await notes.page.reload();
  await notes.ready();
  await expect(notes.field("Days held")).toHaveValue("50");
});
