const { chromium } = require("@playwright/test");
(async () => {
  const [,, out, fragment = "", sel = "#cascade", w = "1280", scheme = "light", h = "900"] = process.argv;
  const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--headless=new"] });
  const p = await b.newPage({ viewport: { width: +w, height: +h }, colorScheme: scheme });
  p.on("console", m => console.log("console", m.type(), m.text().slice(0,200))); p.on("pageerror", e => console.log("error", e.message));
  await p.goto("http://127.0.0.1:8090/" + fragment);
  await p.locator('html[data-app="ready"]').waitFor({ timeout: 20000 });
  await p.locator("#cascade").scrollIntoViewIfNeeded();
  await p.waitForTimeout(2500);
  const el = p.locator(sel).first();
  await el.scrollIntoViewIfNeeded();
  await p.waitForTimeout(600);
  await el.screenshot({ path: out });
  await b.close();
})().catch(e => { console.log("FAILED", e.message); process.exit(1); });
