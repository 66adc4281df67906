// Looks at the page of an ad as a browser lays it out: facts behind their labels.
import assert from "node:assert/strict";
import { test } from "node:test";

import { accessible, base, newPage } from "./support/page.mjs";

const post = (brief, accept) =>
  fetch(`${base()}/v1/generate`, { method: "POST", headers: { "Content-Type": "application/json", Accept: accept }, body: JSON.stringify(brief) });

/** Opens the page of an ad. */
async function open(brief, context) {
  const { page, done } = await newPage(context);
  await page.setContent(await (await post(brief, "text/html")).text());
  return { page, done };
}

/** Where the label of each fact is, and the lines of what it is. */
const facts = (page) =>
  page.locator("h1 + ul > li").evaluateAll((items) =>
    items.map((item) => {
      const range = document.createRange();
      range.setStart(item.lastChild, 1); // behind the space
      range.setEnd(item.lastChild, item.lastChild.length);
      const label = item.querySelector("strong").getBoundingClientRect();
      return { label: label.toJSON(), lines: [...range.getClientRects()].filter(({ width }) => width > 0).map((line) => line.toJSON()) };
    }),
  );

const longFacts = {
  role: "software engineer",
  company: { name: "The International Association of Programme Management Offices of Northern and Western Europe" },
  team: "Programme Management Office, Europe, and whoever else is there",
  places: ["Berlin", "Hamburg", "Munich", "Bonn", "Mainz", "Kiel", "Bremen", "Jena", "Ulm", "Trier"].map((city) => ({ city, country: "DE" })),
};

for (const width of [360, 500, 800, 1200]) {
  test(`long facts keep clear of their labels at ${width} px`, async () => {
    const { page, done } = await open(longFacts, { viewport: { width, height: 800 } });
    const all = await facts(page);
    assert.ok(all.some(({ lines }) => lines.length > 1));
    const [start] = all[0].lines;
    for (const { label, lines } of all) {
      for (const line of lines) {
        assert.ok(width < 480 ? line.top >= label.bottom - 1 : line.left >= label.right, "a line runs into its label");
        assert.ok(Math.abs(line.left - start.left) < 3, `a line begins at ${line.left}, not ${start.left}`);
      }
    }
    await accessible(page, `a page of ${width} px`);
    await done();
  });
}
