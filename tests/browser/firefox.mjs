#!/usr/bin/env node
// Stands between Playwright and a Firefox that is older than what Playwright speaks: hands every message on, and answers the few commands that this
// Firefox does not know as if they had been done. They set what a journey may prefer (colours, motion); none decides what is tested in Firefox.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const { ws: WebSocket, wsServer: WebSocketServer } = createRequire(import.meta.url)("playwright-core/lib/utilsBundle");
const UNKNOWN = new Set(["emulation.setMediaFeaturesOverride"]);

const browser = spawn(process.env.FIREFOX_PATH ?? "firefox-esr", process.argv.slice(2), { stdio: ["ignore", "inherit", "pipe"] });
browser.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => browser.kill(signal));

const between = (address) => {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (page, { url }) => {
    const firefox = new WebSocket(address + url);
    const early = [];
    page.on("message", (data) => {
      const text = data.toString();
      const { id, method } = JSON.parse(text);
      if (UNKNOWN.has(method)) page.send(JSON.stringify({ type: "success", id, result: {} }));
      else if (firefox.readyState === WebSocket.OPEN) firefox.send(text);
      else early.push(text);
    });
    firefox.on("open", () => early.splice(0).forEach((text) => firefox.send(text)));
    firefox.on("message", (data) => page.send(data.toString()));
    firefox.on("close", () => page.close());
    firefox.on("error", () => page.close());
    page.on("close", () => firefox.close());
  });
  server.on("listening", () => process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}\n`));
};

let said = "";
browser.stderr.on("data", (data) => {
  said += data;
  const lines = said.split("\n");
  said = lines.pop();
  for (const line of lines) {
    const address = /WebDriver BiDi listening on (ws:\/\/.*)$/.exec(line)?.[1];
    if (address) between(address);
    else process.stderr.write(`${line}\n`);
  }
});
