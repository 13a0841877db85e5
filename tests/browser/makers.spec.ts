// Section “Why quotes leave”: makers under a rebate, the bet on twice of it, and the depth taken elsewhere.
import { expect, test } from "./notes";

test("what twice the rebate does stays a question until it is answered", async ({ notes }) => {
  await notes.open();
  await notes.alive("makers");
  const figure = notes.figure("makers");
  await expect(figure.locator(".beyond")).toHaveCount(0);
  const bet = notes.page.locator('[data-island="makers-bet"]');
  await bet.getByRole("button", { name: "safer: it gets deeper" }).click();
  await expect(bet).toContainText("50 % of the depth stays instead of 62.5 %. Your forced close, at its trigger and in a linear book of that depth, would give 92.04 USD away instead of 73.63 USD.");
  await expect(figure.locator(".beyond")).toHaveCount(1);
});

test("the depth that stays is taken to the forced close and to the cascade, a step each", async ({ notes }) => {
  await notes.open();
  await notes.alive("makers");
  const figure = notes.figure("makers");
  await notes.type("Maker rebate", "0.01");
  await expect(figure.locator(".fig-title")).toHaveText("With a rebate of 0.01 %, 50 % of the depth stays");
  await figure.getByRole("button", { name: "Take this book to the forced close" }).click();
  await expect(notes.page.locator(".toast")).toContainText("the book of your forced close takes 160,000 USD to 1 %");
  await expect(notes.field("Depth of the book to 1 %")).toHaveValue("160,000");
  await figure.getByRole("button", { name: "Take this book to the cascade" }).click();
  await expect(notes.page.locator(".toast")).toContainText("0.5 times as deep");
  await notes.page.keyboard.press("Control+z");
  await notes.page.keyboard.press("Control+z");
  await expect(notes.field("Depth of the book to 1 %")).toHaveValue("200,000");
  await expect(notes.field("Maker rebate")).toHaveValue("0.01");
});
