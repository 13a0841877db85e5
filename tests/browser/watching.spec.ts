// Watching: crowding with its bet and trial, the two lanes with clock, injects and log, what a limit costs, and the drill to its debrief.
import { expect, test, type Notes } from "./notes";

const log = (notes: Notes) => notes.page.locator('[data-island="monitor-log"]');
const card = (notes: Notes) => notes.page.locator('[data-island="drill-card"]');
const press = (notes: Notes, figure: string, name: string) => notes.figure(figure).getByRole("button", { name, exact: true }).click();

// A section comes to life once it is near the screen and its worker has answered.
const watched = async (notes: Notes): Promise<void> => {
  await notes.alive("monitor");
  await expect(notes.figure("monitor").locator(".fig-title")).toHaveText("Which lane notices first?", { timeout: 30_000 });
};

test("which lane notices first stays a question until it is answered", async ({ notes }) => {
  await notes.open();
  await watched(notes);
  const title = notes.figure("monitor").locator(".fig-title");
  await expect(title).toHaveText("Which lane notices first?");
  const bet = notes.page.locator('[data-island="monitor-bet"]');
  await expect(bet).toContainText("At second 240 begins a burst of cancels.");
  await bet.getByRole("button", { name: "the model" }).click();
  await expect(bet).toContainText("That was your guess.");
  await expect(title).toContainText("Second 262");
});

test("a stale feed is injected where the reader stands, and the rules notice", async ({ notes }) => {
  await notes.open("#v=1&watch-second=200");
  await watched(notes);
  await notes.page.locator('[data-island="monitor-bet"]').getByRole("button", { name: "Show me" }).click();
  await press(notes, "monitor", "a stale feed");
  await expect(notes.field("It begins at second")).toHaveValue("200");
  await expect.poll(() => notes.fragment()).toContain("inject=stale");
  const figure = notes.figure("monitor");
  await expect(notes.page.locator('[data-island="monitor-bet"]')).toContainText("The rules, at second 21", { timeout: 30_000 });
  await figure.getByRole("slider", { name: "Second of the stream" }).fill("230");
  await expect(figure.locator(".fig-title")).toHaveText("Second 230: the rules ask for reduced whatever the model says");
  await press(notes, "monitor", "One second on");
  await expect(figure.locator(".where")).toHaveText("second 231 of 480");
  await log(notes).getByLabel("Show").selectOption("what rules refused");
  await expect(log(notes)).toContainText("INPUT_STALE(age_s=");
});

test("the log replays byte for byte, and a changed byte is named", async ({ notes }) => {
  await notes.open();
  await watched(notes);
  await notes.page.locator('[data-island="monitor-bet"]').getByRole("button", { name: "Show me" }).click();
  const said = log(notes).locator(".log-verdict");
  await log(notes).getByRole("button", { name: "Replay" }).click();
  await expect(said).toHaveText(/^Replayed: [\d,]+ lines, [\d,]+ bytes, every one as it was\.$/, { timeout: 30_000 });
  await log(notes).getByRole("button", { name: "Tamper" }).click();
  await expect(said).toContainText("Nobody can see it from here.");
  const line = /line (\d+)/.exec(await said.innerText())?.[1];
  await log(notes).getByRole("button", { name: "Replay" }).click();
  await expect(said).toContainText(`Line ${line} no longer holds: what it says is not what its own hash says.`, { timeout: 30_000 });
  await log(notes).getByRole("button", { name: "Put it back" }).click();
  await log(notes).getByRole("button", { name: "Replay" }).click();
  await expect(said).toContainText("every one as it was", { timeout: 30_000 });
});

test("one false alarm in a week is a higher limit that costs delay", async ({ notes }) => {
  await notes.open();
  await watched(notes);
  await notes.alive("runlength");
  const figure = notes.figure("runlength");
  const title = figure.locator(".fig-title");
  await expect(title).toContainText("One false alarm in 24 h as printed");
  await notes.type("One false alarm in", "168");
  await expect(title).toContainText("One false alarm in 7 days as printed", { timeout: 30_000 });
  await expect(figure.locator(".plot-live").first()).toHaveAttribute("aria-label", /finds a shift of one deviation after/);
  await notes.type("One false alarm in", "-1");
  await expect(figure.getByRole("alert")).toContainText("It stays at 168 hours.");
});

test("the clock plays and pauses, and steps where motion is not wanted", async ({ notes }) => {
  await notes.open("#v=1&inject=nothing&watch-second=150");
  await notes.alive("monitor");
  await expect(notes.page.locator('[data-island="monitor-bet"] .bet-card')).toBeHidden({ timeout: 30_000 });
  const figure = notes.figure("monitor");
  await press(notes, "monitor", "Play");
  await expect(figure.locator(".where")).not.toHaveText("second 150 of 480");
  await press(notes, "monitor", "Pause");
  const stands = await figure.locator(".where").innerText();
  await notes.page.waitForTimeout(600);
  await expect(figure.locator(".where")).toHaveText(stands);
  await notes.page.emulateMedia({ reducedMotion: "reduce" });
  await press(notes, "monitor", "Back to the start");
  await press(notes, "monitor", "Play");
  await expect(figure.locator(".where")).toHaveText("second 121 of 480");
  await expect(figure.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("three metrics are read apart, and what is missing stays missing", async ({ notes }) => {
  await notes.open();
  await notes.alive("crowding");
  const title = notes.figure("crowding").locator(".fig-title");
  await expect(title).toHaveText("3 of 3 stand beyond their limit on day 62");
  await notes.figure("crowding").getByLabel("What if one is missing?").selectOption("funding");
  await expect(title).toHaveText("2 of 2 stand beyond their limit on day 62, and funding is not known");
  await notes.figure("crowding").getByLabel("What if one is missing?").selectOption("none is");
  await press(notes, "crowding", "funding high alone");
  await expect(title).toHaveText("1 of 3 stand beyond their limit on day 62");
  const bet = notes.page.locator('[data-island="crowding-bet"]');
  await bet.getByRole("button", { name: "all three high" }).click();
  await expect(bet).toContainText("That was your guess.");
});

test("where the noise is common the combination wins nothing, and the page says so", async ({ notes }) => {
  await notes.open();
  await notes.alive("trial");
  const title = notes.figure("trial").locator(".fig-title");
  await expect(title).toContainText("the combination finds");
  await notes.type("Noise that all three share", "100");
  await expect(title).toContainText("Here the combination finds no more than", { timeout: 20_000 });
});

test("the drill is played to its debrief, and a trainer's pause comes by the link", async ({ notes }) => {
  await notes.open("#v=1&drill-pauses=yes");
  await notes.alive("drill");
  const go = card(notes).getByRole("button", { name: "Go on" });
  for (const [n, choice] of ["Wait and verify", "Reduce", "Halt", "Tighten limits", "Wait and verify"].entries()) {
    await expect(card(notes)).toContainText(`Inject ${n + 1} of 5 is next.`);
    await go.click();
    await expect(card(notes)).toContainText(`Inject ${n + 1} of 5. `);
    const button = card(notes).getByRole("button", { name: choice });
    await expect(button).toBeEnabled({ timeout: 60_000 });
    await button.click();
    await expect(card(notes)).toContainText(`You chose: ${choice}.`);
  }
  await expect(card(notes)).toContainText("All five are over.");
  const debrief = notes.page.locator(".debrief");
  await expect(debrief.getByRole("heading", { name: "Debrief" })).toBeVisible();
  await expect(debrief.getByRole("row")).toHaveCount(6);
  await expect(notes.figure("drill").locator(".fig-title")).toContainText("of the 1,024 cost less");
  await card(notes).getByRole("button", { name: "Once more" }).click();
  await expect(debrief).toBeHidden();
  await notes.figure("drill").getByText("a collateral coin under a cap").click();
  await expect(card(notes)).toContainText("Inject 1 of 5");
});
