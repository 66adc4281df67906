// Tries every operation in Swagger UI as someone new to the API would: with what the page fills in.
import assert from "node:assert/strict";
import { test } from "node:test";

import { base, newPage } from "./support/page.mjs";

/** Opens the documentation. */
async function openDocs(address = "/docs/") {
  const opened = await newPage({ viewport: { width: 1280, height: 1000 } });
  await opened.page.goto(base() + address);
  await opened.page.locator(".opblock").first().waitFor();
  return opened;
}

/** Executes an operation with what the page has filled in, and returns the reply. */
async function execute(page, id) {
  const block = page.locator(`.opblock[id$="-${id}"]`);
  if (!(await block.getAttribute("class")).includes("is-open")) {
    await block.locator(".opblock-summary-control").click();
  }
  const tryOut = block.getByRole("button", { name: "Try it out" });
  const button = block.locator("button.execute");
  await button.or(tryOut).first().waitFor();
  if (await tryOut.isVisible()) await tryOut.click();
  const reply = page.waitForResponse((response) => ["fetch", "xhr"].includes(response.request().resourceType()));
  await button.click();
  const status = block.locator(".live-responses-table .response-col_status");
  await status.last().waitFor();
  return { reply: await reply, shown: await status.last().innerText(), block };
}

test("every operation succeeds with its examples", async (t) => {
  const document = await (await fetch(`${base()}/openapi.json`)).json();
  const operations = Object.values(document.paths).flatMap((item) =>
    ["get", "post", "put", "patch", "delete"].flatMap((method) => item[method] ?? []),
  );
  const { page, done } = await openDocs();
  assert.equal(await page.locator(".opblock").count(), operations.length, "operations on the page");
  for (const { operationId } of operations) {
    await t.test(operationId, async () => {
      const { reply, shown, block } = await execute(page, operationId);
      assert.ok(reply.ok(), `${reply.url()} answered ${reply.status()}: ${await reply.text()}`);
      assert.match(shown, new RegExp(`^${reply.status()}`), "the status that the page shows");
      await block.locator(".opblock-summary-control").click(); // the more is open, the slower is the page
    });
  }
  await done();
});

test("the first example of a brief is sent as it stands, in every format", async (t) => {
  const { page, done } = await openDocs("/docs/#/ads/generate");
  const { reply } = await execute(page, "generate");
  const document = await (await fetch(`${base()}/openapi.json`)).json();
  const examples = document.paths["/generate"].post.requestBody.content["application/json"].examples;
  assert.deepEqual(reply.request().postDataJSON(), examples.full.value);
  const accept = page.locator('.opblock[id$="-generate"] .responses-inner select.content-type').first();
  for (const mediaType of ["text/markdown", "text/html", "text/plain", "application/ld+json", "application/json"]) {
    await t.test(mediaType, async () => {
      await accept.selectOption(mediaType);
      const next = (await execute(page, "generate")).reply;
      assert.equal(next.status(), 200);
      assert.equal(next.headers()["content-type"].split(";")[0], mediaType);
    });
  }
  await done();
});

test("the address of the page cannot name another document", async () => {
  const { page, done } = await openDocs("/docs/?url=https://example.com/other.json&configUrl=https://example.com/c.json");
  assert.match(await page.locator(".info .title").innerText(), /Rolewright/);
  assert.equal(await page.title(), "Rolewright API");
  await done();
});
