// `cargo xtask test` serves dist/ and sets the variables; run by hand they fall back to `cargo xtask serve`, and Firefox is left out.
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const site = process.env.BASE_URL ?? "http://127.0.0.1:8080/";

const inFirefox = {
  name: "firefox",
  use: {
    browserName: "firefox" as const,
    // An ordinary Firefox, by the protocol that all browsers are to speak.
    channel: "moz-firefox",
    launchOptions: { executablePath: fileURLToPath(new URL("firefox.mjs", import.meta.url)) },
  },
  // What readers do most. The rest needs what only Chromium lends: preferred motion, a phone, the clipboard; or is told better by a faster browser.
  testMatch: ["first-visit.spec.ts", "budget.spec.ts", "cascade.spec.ts", "worker.spec.ts"],
  grepInvert: /without motion|on a phone|every other setting|table, CSV, SVG|a link of a figure|under a sub-path/,
};

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // A page with all its sections takes seconds to come to life where two of them share two cores: waiting asserts nothing, so there is time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  reporter: [["list"], ["./failures.ts"]],
  use: {
    baseURL: site,
    browserName: "chromium",
    trace: "retain-on-failure",
    // Journeys look at the page as it comes from the host; those of offline.spec.ts allow it.
    serviceWorkers: "block",
  },
  projects: [
    {
      name: "chromium",
      use: {
        launchOptions: {
          executablePath: chromium,
          // A root user has no sandbox; the rest keeps the browser off the network.
          args: [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
          ],
        },
      },
    },
    ...(process.env.FIREFOX_PATH ? [inFirefox] : []),
  ],
});
