// The Chromium that is timed: nothing of its own runs beside the page.
import { chromium } from "@playwright/test";

export const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export const launched = () =>
  chromium.launch({
    executablePath,
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
