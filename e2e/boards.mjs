// Reads the feeds for job boards as a consumer does, with xmllint: well-formed, in the form of the schemas, and with every
// line of the ad in the description.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { startServer } from "./support/server.mjs";

const root = new URL("..", import.meta.url).pathname;
const schemas = join(root, "docs/integrations/schemas");
const hostile = "]]> <script>alert('x')</script> & \"q\" &amp; =1+1 \u05d0\u05d1 😀 ]]>]]>";

let server, folder;

before(async () => {
  const found = spawnSync("xmllint", ["--version"]);
  assert.equal(found.status, 0, "xmllint is missing: install libxml2-utils");
  folder = mkdtempSync(join(tmpdir(), "rolewright-boards-"));
  server = await startServer();
});

after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The briefs to try: one of every ten roles, and what is hard. */
function briefs() {
  const from = join(root, "api/testdata/briefs");
  const all = {};
  for (const [i, name] of readdirSync(from).sort().entries()) {
    if (i % 10 === 0) all[name.replace(".json", "")] = JSON.parse(readFileSync(join(from, name), "utf8"));
  }
  const full = JSON.parse(readFileSync(join(from, "backend-engineer.json"), "utf8"));
  all.minimal = { role: "chef", company: { name: "Bistro" } };
  all.remote = { ...full, workplace: "remote", remote_from: ["DE", "US-CO"], reference: "" };
  all.places = { ...full, places: [{ city: "Austin", region: "TX", country: "US" }, { city: "Paris", region: "75", country: "FR" }] };
  all.hostile = {
    ...full,
    title: `Cook ${hostile}`,
    company: { name: hostile, about: `${hostile}\n\n- ${hostile}` },
    reference: hostile,
    responsibilities: [hostile],
    benefits: [`${hostile}2`],
    places: [{ city: hostile, region: hostile, country: "DE" }],
  };
  return all;
}

/** Asks for an ad in a format. */
async function generate(brief, format) {
  const reply = await fetch(`${server.base}/v1/generate?format=${format}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(brief),
  });
  assert.equal(reply.status, 200, await reply.clone().text());
  return format === "json" ? reply.json() : reply.text();
}

/** What xmllint prints for an XPath expression. */
const xpath = (file, expression) => execFileSync("xmllint", ["--xpath", expression, file], { encoding: "utf8" }).replace(/\n$/, "");

/** The words of each paragraph and item of an HTML fragment. */
function words(html) {
  const text = (inner) =>
    inner.replaceAll("<br>", "\n").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return [...html.matchAll(/<(p|li)>(?!<strong>)(.*?)<\/\1>/gs)].map((match) => text(match[2]));
}

/** The lines that the ad says, each paragraph for itself, and each item of the text of a company without its mark. */
const lines = (ad) =>
  ad.sections.flatMap((section) =>
    section.lines.flatMap((line) => (line.source === "brief:/company/about" ? line.text.split(/\n+(?:- )?/) : line.text.split(/\n{2,}/))),
  );

for (const format of ["indeed", "linkedin", "personio"]) {
  test(`${format} reads back`, async (t) => {
    for (const [name, brief] of Object.entries(briefs())) {
      await t.test(name, async () => {
        const file = join(folder, `${format}-${name}.xml`);
        writeFileSync(file, await generate(brief, format));
        execFileSync("xmllint", ["--noout", file]);
        execFileSync("xmllint", ["--noout", "--schema", join(schemas, `${format}.xsd`), file], { stdio: ["ignore", "ignore", "pipe"] });
        const ad = await generate(brief, "json");
        const numbered = format === "linkedin" ? (ad.sections.find((s) => s.id === "process")?.lines ?? []) : [];
        const want = lines(ad).map((line) => {
          const step = numbered.findIndex((l) => l.text === line);
          return step < 0 ? line : `${step + 1}. ${line}`;
        });
        const bodies =
          format === "personio"
            ? [xpath(file, "//jobDescription/value/text()").replaceAll("<![CDATA[", "").replaceAll("]]>", "")]
            : Array.from({ length: Number(xpath(file, "count(//job)")) }, (_, i) => xpath(file, `string(//job[${i + 1}]/description)`));
        assert.ok(bodies.length > 0);
        for (const body of bodies) assert.deepEqual(words(body).sort(), want.sort());
        const title = xpath(file, format === "personio" ? "string(//position/name)" : "string(//job[1]/title)");
        assert.ok(title.startsWith(ad.title), title);
      });
    }
  });
}

for (const format of ["indeed", "linkedin"]) {
  test(`the guide to ${format} makes one feed of all jobs`, () => {
    const guide = readFileSync(join(root, "docs/integrations", `${format}.md`), "utf8");
    const script = [...guide.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1]).find((block) => block.includes("briefs.ndjson"));
    assert.ok(script, "the guide has no script that reads briefs.ndjson");
    const place = join(folder, `guide-${format}`);
    mkdirSync(place);
    const { minimal, places, hostile: hard } = briefs();
    writeFileSync(join(place, "briefs.ndjson"), [minimal, places, hard].map((brief) => `${JSON.stringify(brief)}\n`).join(""));
    execFileSync("bash", ["-euc", script], { cwd: place, env: { ...process.env, PATH: `${server.folder}:${process.env.PATH}` } });
    const feed = join(place, "feed.xml");
    execFileSync("xmllint", ["--noout", "--schema", join(schemas, `${format}.xsd`), feed], { stdio: ["ignore", "ignore", "pipe"] });
    assert.equal(xpath(feed, "count(//job)"), "4");
    if (format === "linkedin") assert.equal(xpath(feed, "string(//expectedJobCount)"), "4");
  });
}
