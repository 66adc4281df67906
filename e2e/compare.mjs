// Looks at the page of a comparison of roles as people do: on a phone and on a wide screen, by day and by night, in print,
// and with the rules of axe (WCAG 2.2 AA).
import assert from "node:assert/strict";
import { test } from "node:test";

import { accessible, base, newPage } from "./support/page.mjs";

const comparisons = [
  "backend-engineer,backend-developer",
  "devops-engineer,site-reliability-engineer,platform-engineer",
  "registered-nurse@mid,registered-nurse@lead",
  "chef,line-cook,server,bartender,barista,dishwasher",
];

/** Opens the page of a comparison; its policy forbids scripts, so axe is let past it. */
async function open(roles, colorScheme, width) {
  const opened = await newPage({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
  await opened.page.goto(`${base()}/v1/compare?format=html&roles=${encodeURIComponent(roles)}`);
  return opened;
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    test(`a comparison is accessible, ${colorScheme}, ${width} px`, async () => {
      for (const roles of comparisons) {
        const { page, done } = await open(roles, colorScheme, width);
        await accessible(page, roles);
        await done();
      }
    });
  }
}

test("on a phone every cell names its role", async () => {
  const { page, done } = await open(comparisons[0], "light", 360);
  const cell = page.locator("td:visible").first();
  const named = await cell.evaluate((node) => getComputedStyle(node, "::before").content);
  assert.equal(named, '"Backend Engineer"');
  await done();
});
