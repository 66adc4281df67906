// What the tests of the page that compares roles share.
import assert from "node:assert/strict";
import { test } from "node:test";

import { base, newPage } from "./page.mjs";

/** The address of a comparison that a curator has something to say of. */
export const two = "/compare?roles=backend-engineer,backend-developer";

/** For onPage: lets refusals pass, as a browser tells its console of every reply that is an error. */
export const refusal = { pass: /status of (400|422)/ };

/** For onPage: lets calls pass that bring no answer. */
export const broken = { pass: /Failed to load resource/ };

/** A test of the page, in which nothing may happen that should not, but what the test lets pass; routes are set before it loads. */
export function onPage(name, address, run, { pass, colorScheme = "light", width = 1280, routes } = {}) {
  test(name, async () => {
    const { page, done } = await newPage({ colorScheme, viewport: { width, height: 900 } }, { pass });
    await routes?.(page);
    await page.goto(base() + address);
    await run(page);
    await done();
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
  const reply = await fetch(base() + path, body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  assert.equal(reply.status, 200, path);
  return reply.json();
};
