// Looks at the page of an ad as a browser lays it out: facts behind their labels, each block in the direction of its letters.
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

const hebrew = "ניתוח נתונים ב-SQL ו-Python 3.12";
const rightToLeft = {
  role: "software engineer",
  company: { name: "חברת הנתונים", about: "אנחנו חברת נתונים בתל אביב. 40 עובדים." },
  responsibilities: [hebrew],
  must_have: ["خبرة في AutoCAD و Civil 3D"],
};

/** Whether the first letter of a block is right of its last, and the mark of an item beside it. */
const direction = (block) =>
  block.evaluate((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const text = walker.nextNode();
    const range = document.createRange();
    const at = (offset) => {
      range.setStart(text, offset);
      range.setEnd(text, offset + 1);
      return range.getBoundingClientRect();
    };
    const [first, last, box] = [at(0), at(text.length - 1), node.getBoundingClientRect()];
    return { rtl: first.left > last.left, fromLeft: first.left - box.left, fromRight: box.right - first.right };
  });

test("a page reads in the direction of its letters", async () => {
  const { page, done } = await open(rightToLeft, { viewport: { width: 800, height: 800 } });
  for (const words of [hebrew, rightToLeft.must_have[0], rightToLeft.company.about]) {
    const { rtl, fromRight } = await direction(page.getByText(words, { exact: true }));
    assert.ok(rtl, words);
    assert.ok(fromRight < 30, `${words} begins ${fromRight} px from the right`);
  }
  const english = await direction(page.getByText("Write readable code", { exact: false }));
  assert.ok(!english.rtl && english.fromLeft < 30);
  for (const { label, lines } of await facts(page)) assert.ok(label.left < lines[0].left, "a label is left of what it is");
  await accessible(page, "a page with Hebrew");
  await done();
});

test("the preview reads in the direction of its letters", async () => {
  const { page, done } = await newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(`${base()}/`);
  const address = await page.evaluate(async (brief) => (await import("/assets/link.js")).linkTo(brief), rightToLeft);
  await page.goto("about:blank");
  await page.goto(base() + address);
  const item = page.locator("#ad li", { hasText: hebrew });
  await item.waitFor();
  assert.equal(await item.evaluate((node) => getComputedStyle(node).direction), "rtl");
  await item.locator("button.origin").click();
  assert.equal(await item.locator(".line-panel").evaluate((node) => getComputedStyle(node).direction), "ltr");
  await accessible(page, "the builder with Hebrew");
  await done();
});
