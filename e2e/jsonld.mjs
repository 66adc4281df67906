// Holds the JSON-LD in pages of ads against a validator that others wrote, and opens one under its policy in a browser.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import Validator from "@adobe/structured-data-validator";
import extractor from "@marbec/web-auto-extractor";

import { startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const Extractor = extractor.default ?? extractor;
const briefs = new URL("../api/testdata/briefs/", import.meta.url);
let server, browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The page of an ad: its body and its headers. */
async function pageOf(brief) {
  const reply = await fetch(`${server.base}/v1/generate?format=html`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(brief),
  });
  const body = await reply.text();
  assert.equal(reply.status, 200, body);
  return { body, headers: Object.fromEntries(reply.headers) };
}

/** What the validator finds in a page: errors, and warnings but for what no brief can say. */
async function issuesOf(page) {
  const found = new Extractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(page);
  assert.deepEqual(Object.keys(found.jsonld), ["JobPosting"], "types of JSON-LD in the page");
  const issues = await new Validator().validate(found);
  return issues.map(({ severity, issueMessage }) => `${severity} ${issueMessage}`);
}

/** Whether an issue is the want of a member that a brief cannot say, or has not said. */
function isExpected(issue, brief) {
  // The validator always wants it of remote work. Google takes the country of the place instead, if there is one.
  if (/^ERROR .*"applicantLocationRequirements" is missing/.test(issue)) {
    return brief.workplace === "remote" && !brief.remote_from && brief.places.every(({ country }) => country);
  }
  const missing = /^WARNING Missing field "([A-Za-z.]+)"/.exec(issue)?.[1];
  const said = {
    validThrough: brief.apply?.deadline,
    identifier: brief.reference,
    employmentType: brief.employment,
    baseSalary: brief.pay?.min && brief.pay?.max,
    jobLocationType: brief.workplace === "remote",
    applicantLocationRequirements: brief.workplace === "remote" && brief.remote_from,
  };
  return missing !== undefined && !said[missing];
}

test("the validator finds nothing wrong in the page of any typical brief", async (t) => {
  for (const name of readdirSync(briefs)) {
    const brief = JSON.parse(readFileSync(new URL(name, briefs), "utf8"));
    for (const template of ["concise", "standard", "detailed"]) {
      const { body } = await pageOf({ ...brief, template });
      const unexpected = (await issuesOf(body)).filter((issue) => !isExpected(issue, brief));
      assert.deepEqual(unexpected, [], `${name}, ${template}`);
    }
  }
  t.diagnostic(`${readdirSync(briefs).length} briefs`);
});

test("remote work needs no place, and several places are several", async () => {
  const brief = { role: "backend-engineer", company: { name: "Acme </script>" }, employment: "full_time" };
  const remote = { ...brief, workplace: "remote", remote_from: ["DE", "US-CO"] };
  const many = { ...brief, places: [{ city: "Bonn", country: "DE" }, { city: "Austin", region: "TX", country: "US" }] };
  assert.deepEqual((await issuesOf((await pageOf(remote)).body)).filter((issue) => !isExpected(issue, remote)), []);

  // The validator does not look into a list of places (as of 1.7.1), so it gets one at a time.
  const [before, data, after] = (await pageOf(many)).body.split(/(?<=ld\+json">)|(?=<\/script>)/);
  const { jobLocation, ...posting } = JSON.parse(data);
  assert.equal(jobLocation.length, 2);
  for (const place of jobLocation) {
    const issues = await issuesOf(before + JSON.stringify({ ...posting, jobLocation: place }).replaceAll("<", "\\u003c") + after);
    assert.deepEqual(issues.filter((issue) => !isExpected(issue, many)), []);
  }
});

test("the validator would find what is wrong", async () => {
  const { body } = await pageOf({ role: "backend-engineer", company: { name: "Acme" } });
  assert.match((await issuesOf(body)).join("\n"), /ERROR .*jobLocation/, "an ad without a place");
});

test("a browser shows the page without a fault, and does not run the data", async () => {
  const brief = JSON.parse(readFileSync(new URL("backend-engineer.json", briefs), "utf8"));
  const ad = await pageOf(brief);
  assert.match(ad.headers["content-security-policy"], /default-src 'none'/);
  const open = async (body) => {
    const page = await browser.newPage();
    const faults = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.route("**/ad", (route) => route.fulfill({ status: 200, headers: ad.headers, body }));
    await page.goto(`${server.base}/ad`);
    return { page, faults };
  };
  const good = await open(ad.body);
  assert.equal(await good.page.locator("h1").innerText(), "Backend Engineer (m/w/d)");
  const data = JSON.parse(await good.page.locator('script[type="application/ld+json"]').textContent());
  assert.equal(data["@type"], "JobPosting");
  assert.equal(data.title, "Backend Engineer");
  assert.deepEqual(good.faults, []);
  await good.page.close();

  const bad = await open(ad.body.replace("<h1>", "<script>document.title = 'run'</script><h1>"));
  assert.match(bad.faults.join("\n"), /script/i, "the policy would tell of a script");
  await bad.page.close();
});
