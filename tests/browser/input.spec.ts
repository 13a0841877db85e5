// Bad input never wins: a sentence beside the field, and the last good state stays.
import { expect, test } from "./notes";

const refused: [string, string, string][] = [
  ["Days held", "abc", "“abc” is not a number"],
  ["Days held", "", "nothing is typed here"],
  ["Days held", "61", "0 to 60 days is accepted"],
  ["Days held", "1.5", "at most 0 digits after the point"],
  ["Leverage", "1e5", "is not a number"],
  ["Leverage", "-3", "1 to 125 × is accepted"],
  ["Funding rate", "0,5", "a comma that could mean two things"],
  ["Fees, each way", "99", "−0.5 to 5 % is accepted"],
  ["Entry price", "9".repeat(60), "is not a number"],
  ["Size", "0", "0.0001 to 1,000,000,000 coins is accepted"],
  ["Entry price", "<img src=x onerror=alert(1)>", "is not a number"],
];

for (const [label, typed, says] of refused) {
  test(`${label}: ${JSON.stringify(typed.slice(0, 30))} is refused in words`, async ({ notes }) => {
    await notes.open();
    const field = ["Size", "Entry price"].includes(label) ? await notes.trade(label) : notes.field(label);
    const before = await field.inputValue();
    await field.fill(typed);
    await expect(notes.page.locator(".wrong > .error")).toHaveCount(0);
    await field.press("Enter");
    const error = notes.page.locator(".error").filter({ hasText: says });
    await expect(error).toBeVisible();
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(says.slice(0, 12).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s")));
    await notes.prices("54,271", "55,204");
    await expect(field).toHaveValue(typed);
    await field.press("Escape");
    await expect(field).toHaveValue(before);
    await expect(error).toHaveCount(0);
  });
}

test("a slider moved after nonsense clears it", async ({ notes }) => {
  await notes.open();
  await notes.type("Days held", "soon");
  await expect(notes.field("Days held")).toHaveAttribute("aria-invalid", "true");
  await notes.slider("Days held").fill("31");
  await expect(notes.field("Days held")).toHaveValue("31");
  await expect(notes.field("Days held")).toHaveAttribute("aria-invalid", "false");
});

test("numbers are taken the way people write them", async ({ notes }) => {
  await notes.open();
  await notes.setTrade("Entry price", "60 000");
  await expect(notes.traded("Entry price")).toHaveText("60,000");
  await notes.type("Funding rate", "−0.01 %");
  await expect(notes.field("Funding rate")).toHaveValue("−0.01");
  await expect(notes.bound("favourable")).toContainText("funding, 540 USD in your favour");
});

test("while a number is being typed nothing changes and its half is no error", async ({ notes }) => {
  await notes.open();
  const leverage = notes.field("Leverage");
  await leverage.fill("");
  await leverage.pressSequentially("20");
  await expect(notes.page.locator(".wrong > .error")).toHaveCount(0);
  await expect(leverage).toHaveValue("20");
  await notes.prices("54,271", "55,204");
  await leverage.blur();
  await notes.prices("57,286", "58,239");
});

test("what cannot be used names the value that stays; Escape brings it back, and undo what was typed before", async ({ notes }) => {
  await notes.open();
  const leverage = notes.field("Leverage");
  const error = notes.page.locator("#set-leverage-error");
  for (const typed of ["1e999", "200"]) {
    await notes.type("Leverage", typed);
    await expect(error).toContainText(/ It stays at 10\s×\./);
    await expect(notes.scrub("leverage")).toHaveText("10×");
    await leverage.press("Escape");
    await expect(leverage).toHaveValue("10");
    await expect(error).toBeEmpty();
  }
  await notes.type("Leverage", "20");
  await notes.page.getByRole("button", { name: "Undo" }).first().click();
  await expect(leverage).toHaveValue("10");
  await notes.prices("54,271", "55,204");
});

test("a reset drops what was typed, and offers no undo where nothing changed", async ({ notes }) => {
  await notes.open();
  await notes.setTrade("Size", "5");
  await notes.type("Days held", "soon");
  await expect(notes.field("Days held")).toHaveAttribute("aria-invalid", "true");
  await notes.figure("gap").getByRole("button", { name: "Reset" }).click();
  await expect(notes.field("Days held")).toHaveValue("30");
  await expect(notes.field("Days held")).toHaveAttribute("aria-invalid", "false");
  const toast = notes.page.locator(".toast");
  await expect(toast).toContainText("at its default already");
  await expect(toast.getByRole("button")).toHaveCount(0);
  await expect(notes.traded("Size")).toHaveText("5 BTC");
});

test("a trade that no price liquidates is told in whole sentences", async ({ notes }) => {
  await notes.open("#v=1&leverage=1");
  await expect(notes.page.locator(".hero .text")).toContainText("no price above zero forces you out. Read it with");
  await expect(notes.page.locator(".hero .text")).toContainText("here they do not both exist: no uncertainty budget to spend or to cut.");
  for (const bet of ["bet", "equity-bet"] as const) await expect(notes.bet(bet).locator(".bet-card")).toBeHidden();
  await expect(notes.figure("budget").locator(".fig-title")).toHaveText("Without two prices there is no gap to take apart");
});

test("a choice that has no answer is said and put back", async ({ notes }) => {
  await notes.open("#v=1&size=1000");
  const book = notes.list("Slippage from");
  await book.selectOption({ label: "a linear book" });
  await expect(notes.page.locator(".toast")).toContainText("Not used: the order is larger than all that this book holds");
  await expect(book).toHaveValue("typed");
});
