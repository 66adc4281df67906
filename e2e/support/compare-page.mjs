// What the tests of the page that compares roles share: a server, a browser, pages that keep a list of what should not happen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

/** The address of a comparison that a curator has something to say of. */
export const two = "/compare?roles=backend-engineer,backend-developer";

/** For onPage: lets refusals pass, as a browser tells its console of every reply that is an error. */
export const refusal = { pass: /status of (400|422)/ };

/** For onPage: lets calls pass that bring no answer. */
export const broken = { pass: /Failed to load resource/ };

let browser, server;

/** Where the server is. */
export const base = () => server.base;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens an address in a page that keeps a list of everything that should not happen; routes are set before it loads. */
async function open(address, { colorScheme = "light", width = 1280, routes = async () => {} } = {}) {
  const page = await browser.newPage({ colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } });
  page.setDefaultTimeout(8000);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.base)) faults.push(`request to ${request.url()}`);
  });
  await routes(page);
  await page.goto(server.base + address);
  return { page, faults, close: () => page.close() };
}

/** A test of the page, in which nothing may happen that should not, but what the test lets pass. */
export function onPage(name, address, run, { pass = /^$/, ...options } = {}) {
  test(name, async () => {
    const { page, faults, close } = await open(address, options);
    await run(page);
    assert.deepEqual(faults.filter((fault) => !pass.test(fault)), []);
    await close();
  });
}

/** What the finder of roles and the answer are on a page. */
export const field = (page) => page.getByRole("combobox", { name: "Add a role" });
export const marked = (page) => page.locator("#found [aria-selected=true]");
export const verdict = (page) => page.locator("#verdict");

/** Waits until screen readers are told a text. */
export const status = (page, text) => page.locator("#status", { hasText: text }).waitFor({ state: "attached" });

/** Waits until the columns of the table are these. */
export async function shows(page, titles) {
  await page.waitForFunction(
    (want) => JSON.stringify([...document.querySelectorAll("#side:not([hidden]) thead th")].map((th) => th.textContent)) === want,
    JSON.stringify(titles),
  );
}

/** What the service itself answers. */
export const ask = async (path, body) => {
  const reply = await fetch(server.base + path, body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  assert.equal(reply.status, 200, path);
  return reply.json();
};
