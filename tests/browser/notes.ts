// What every journey shares: a page that is watched for everything it must not do, and names for what it shows.
import { expect, test as base, type Locator, type Page } from "@playwright/test";

export class Notes {
  readonly wrongs: string[] = [];

  constructor(readonly page: Page) {
    page.on("console", (message) => {
      // Playwright's own word where a journey does without.
      if (message.text().startsWith("Service Worker registration blocked")) return;
      if (message.type() === "error" || message.type() === "warning") this.wrongs.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.wrongs.push(`exception: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (!["blob:", "data:"].includes(url.protocol) && url.hostname !== "127.0.0.1") this.wrongs.push(`foreign: ${url}`);
    });
    page.on("requestfailed", (request) => this.wrongs.push(`failed: ${request.url()}`));
  }

  // Policy violations are counted inside the page, from before its first script.
  async watchPolicy(): Promise<void> {
    await this.page.addInitScript(() => {
      const list: string[] = [];
      Object.assign(window, { policyViolations: list });
      document.addEventListener("securitypolicyviolation", (e) => list.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`));
    });
  }

  async open(fragment = "", base = "./"): Promise<void> {
    await this.page.goto(base + fragment);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.page.locator("html")).toHaveAttribute("data-app", "ready");
    await expect(this.page.locator("html")).toHaveAttribute("data-late", "ready");
  }

  // Figures with a module of their own come to life once they are near the screen.
  async alive(figure: string): Promise<void> {
    await this.figure(figure).locator(".stage").scrollIntoViewIfNeeded();
    await expect(this.figure(figure).locator(".plot-live svg")).toBeVisible();
  }

  bound(name: string): Locator {
    return this.page.locator(`[data-bind="${name}"]`);
  }

  field(label: string): Locator {
    return this.page.getByRole("textbox", { name: label, exact: true });
  }

  // Types a value and has it taken.
  async type(label: string, value: string): Promise<void> {
    await this.field(label).fill(value);
    await this.field(label).press("Enter");
  }

  // A setting of the trade, which opens from the line that stays on the screen.
  async trade(label: string): Promise<Locator> {
    await this.page.locator(".trade-bar").getByRole("button", { name: label }).click();
    return this.page.getByRole("dialog", { name: label }).getByRole("textbox");
  }

  // What the line of the trade says of one of its settings.
  traded(label: string): Locator {
    return this.page.locator(".trade-bar").getByRole("button", { name: label }).locator("b");
  }

  async setTrade(label: string, value: string): Promise<void> {
    const field = await this.trade(label);
    await field.fill(value);
    // Closes what opened, and brings the focus back.
    await field.press("Enter");
  }

  slider(label: string): Locator {
    return this.page.getByRole("slider", { name: label, exact: true });
  }

  scrub(name: string): Locator {
    return this.page.locator(`[data-scrub="${name}"] .scrub`).first();
  }

  figure(name: string): Locator {
    return this.page.locator(`[data-figure="${name}"]`);
  }

  handle(): Locator {
    return this.page.getByRole("slider", { name: "Days held, on the chart" });
  }

  // A setting's list: the same words name the list over the comparison of venues.
  list(label: string): Locator {
    return this.page.getByRole("combobox", { name: label, exact: true });
  }

  bet(place: "bet" | "equity-bet"): Locator {
    return this.page.locator(`[data-island="${place}"]`);
  }

  fragment(): Promise<string> {
    return this.page.evaluate(() => location.hash);
  }

  async prices(optimistic: string, conservative: string): Promise<void> {
    await expect(this.bound("optimistic")).toHaveText(optimistic);
    await expect(this.bound("conservative")).toHaveText(conservative);
  }

  async nothingWrong(): Promise<void> {
    const violations = await this.page.evaluate(() => (window as unknown as { policyViolations?: string[] }).policyViolations ?? []);
    expect([...this.wrongs, ...violations]).toEqual([]);
  }
}

export const test = base.extend<{ notes: Notes }>({
  notes: async ({ page }, use) => {
    const notes = new Notes(page);
    await notes.watchPolicy();
    await use(notes);
    if (!page.isClosed()) await notes.nothingWrong();
  },
});

export { expect };
