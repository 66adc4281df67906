// What the tests in a browser share: a server, a browser, a list of what should not happen in a page, the rules of axe.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";

import { startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser, server;

/** Where the server is. */
export const base = () => server.base;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens an empty page. Its list of faults gets everything that should not happen in it, but what passes. */
export async function newPage(options, { pass = /^$/ } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  const add = (fault) => pass.test(fault) || faults.push(fault);
  page.on("console", (message) => {
    const refused = message.text().startsWith("Failed to load resource") && message.location().url === page.url(); // the page itself
    if (["error", "warning"].includes(message.type()) && !refused) add(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => add(`script: ${error.stack}`));
  page.on("dialog", (dialog) => {
    add(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && origin !== server.base) add(`request to ${request.url()}`);
  });
  const done = async () => {
    await context.close();
    assert.deepEqual(faults, []);
  };
  return { page, faults, done };
}

/** Looks at a page with the rules of axe (WCAG 2.2 AA and good practice), and for anything that is wider than the page. */
export async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((node) => node.target).join(" ")}`), [], what);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0, `${what} is ${over} px too wide`);
}
