// Looks at the page of a comparison of roles as people do: on a phone and on a wide screen, by day and by night, in print,
// and with the rules of axe (WCAG 2.2 AA).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const comparisons = [
  "backend-engineer,backend-developer",
  "devops-engineer,site-reliability-engineer,platform-engineer",
  "registered-nurse@mid,registered-nurse@lead",
  "chef,line-cook,server,bartender,barista,dishwasher",
];

let server, browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the page of a comparison; its policy forbids scripts, so axe is let past it. */
async function open(roles, colorScheme, width) {
  const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(server.base)) faults.push(`request to ${request.url()}`);
  });
  await page.goto(`${server.base}/v1/compare?format=html&roles=${encodeURIComponent(roles)}`);
  return { page, faults, close: () => context.close() };
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    test(`a comparison is accessible, ${colorScheme}, ${width} px`, async () => {
      for (const roles of comparisons) {
        const { page, faults, close } = await open(roles, colorScheme, width);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document));
        assert.deepEqual(
          violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target).join(" ")}`),
          [],
          roles,
        );
        assert.deepEqual(faults, [], roles);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `${roles} is ${over} px too wide`);
        await close();
      }
    });
  }
}

test("on a phone every cell names its role", async () => {
  const { page, close } = await open(comparisons[0], "light", 360);
  const cell = page.locator("td:visible").first();
  const named = await cell.evaluate((node) => getComputedStyle(node, "::before").content);
  assert.equal(named, '"Backend Engineer"');
  await close();
});
