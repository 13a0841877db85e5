// After one visit the page is there without a network, and a newer one is offered, never forced.
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Notes } from "./notes";

test.use({ serviceWorkers: "allow" });

const NEWER = "0123456789abcdef";
const root = process.env.BASE_URL ?? "http://127.0.0.1:8080/";

// Everything is kept once the service worker is active.
const kept = (notes: Notes) => notes.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

const version = (notes: Notes) => notes.page.locator("html").getAttribute("data-version");

for (const [where, base] of [["at the root", "./"], ["below a path", process.env.SUBPATH_URL ?? "./"]] as const) {
  test(`without a network the page is whole, ${where}`, async ({ notes, context }) => {
    await notes.open("", base);
    await kept(notes);
    await context.setOffline(true);
    await notes.page.reload();
    await notes.ready();
    await notes.slider("Days held").fill("60");
    await notes.prices("54,271", "55,751");
    await notes.figure("cascade").locator(".stage").scrollIntoViewIfNeeded();
    // The worker has answered once there is something to point at.
    await expect(notes.figure("cascade").locator(".target").first()).toBeAttached();
    // By another of its names, with a link.
    await notes.page.goto(`${base}index.html#v=1&days=60`);
    await notes.ready();
    await notes.prices("54,271", "55,751");
    expect(await notes.page.evaluate(() => document.fonts.ready.then((fonts) => [...fonts].some((font) => font.status === "loaded")))).toBe(true);
  });
}

// Hands on what the host says, and once it is told to, says that all of it is of a newer version.
const host = async (): Promise<{ url: string; update(): void; server: Server }> => {
  let newer = false;
  const text = async (path: string) => (await fetch(new URL(path, root))).text();
  const old = (await text("./")).match(/data-version="(\w+)"/)?.[1] ?? "";
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(`.${request.url}`, root));
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !["content-encoding", "content-length", "transfer-encoding", "connection"].includes(name)));
    let body = Buffer.from(await answer.arrayBuffer());
    if (newer && ["/", "/index.html", "/sw.js"].includes(request.url ?? "")) {
      const page = (await text("./")).replaceAll(old, NEWER);
      const digest = createHash("sha256").update(page).digest("hex");
      const script = body.toString().replaceAll(old, NEWER).replace(/("index.html": )"\w+"/, `$1"${digest}"`);
      body = Buffer.from(request.url === "/sw.js" ? script : page);
    }
    response.writeHead(answer.status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, update: () => (newer = true), server };
};

const lookForUpdate = (notes: Notes) => notes.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().then(() => undefined));

test("a newer version is offered, loaded when the reader says so, and then kept", async ({ notes, context }) => {
  const { url, update, server } = await host();
  try {
    await notes.open("#v=1&days=60", url);
    await kept(notes);
    expect(await version(notes)).not.toBe(NEWER);
    await notes.page.evaluate(() => Object.assign(window, { same: true }));
    update();
    await lookForUpdate(notes);
    const offer = notes.page.locator("#app-state");
    await expect(offer).toContainText("A newer version of this page is ready");
    expect(await notes.page.evaluate(() => "same" in window)).toBe(true);
    await notes.slider("Days held").fill("45");
    await expect.poll(() => notes.fragment()).toBe("#v=1&days=45");
    await offer.getByRole("button", { name: "Reload" }).click();
    await expect(notes.page.locator("html")).toHaveAttribute("data-version", NEWER);
    await notes.ready();
    await expect(notes.field("Days held")).toHaveValue("45");
    await expect(offer).toBeHidden();
    await context.setOffline(true);
    await notes.page.reload();
    await notes.ready();
    expect(await version(notes)).toBe(NEWER);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test("whoever has a network gets the newest page, without an offer", async ({ notes }) => {
  const { url, update, server } = await host();
  try {
    await notes.open("", url);
    await kept(notes);
    update();
    await notes.page.reload();
    await notes.ready();
    expect(await version(notes)).toBe(NEWER);
    await lookForUpdate(notes);
    // The new service worker has taken over once its files are kept; it has told the page by then.
    await expect.poll(() => notes.page.evaluate(async () => (await caches.keys()).length)).toBe(2);
    await expect.poll(() => notes.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBe("activated");
    await expect(notes.page.locator("#app-state")).toBeHidden();
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test("Later puts the offer away", async ({ notes }) => {
  const { url, update, server } = await host();
  try {
    await notes.open("", url);
    await kept(notes);
    update();
    await lookForUpdate(notes);
    await notes.page.locator("#app-state").getByRole("button", { name: "Later" }).click();
    await expect(notes.page.locator("#app-state")).toBeHidden();
    expect(await version(notes)).not.toBe(NEWER);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
