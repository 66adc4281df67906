// Asks the page that compares roles whom to hire, as people do.
import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

import { ask, field, onPage, refusal, shows, status, two, verdict } from "./support/compare-page.mjs";

onPage("advice fills as answers are given, and its ad carries the brief", two, async (page) => {
  await page.getByText("Answer any question, and the advice appears here.").waitFor();
  await shows(page, ["Backend Engineer", "Backend Developer"]); // which is announced as well
  await page.getByLabel("Something must be designed").check();
  await page.getByRole("group", { name: "Does somebody own" }).getByLabel("No", { exact: true }).check();
  await page.getByLabel("How many people").fill("4");
  await page.getByRole("group", { name: "How far" }).getByLabel("A startup").check();
  await page.getByText("7 points for it").waitFor();
  assert.equal(await verdict(page).textContent(), "Hire a Senior Backend Engineer.");
  assert.equal(await page.locator("#live").textContent(), "Hire a Senior Backend Engineer.");
  await status(page, "Hire a Senior Backend Engineer.");
  const link = page.locator("#answer").getByRole("link", { name: "Make this ad" });
  const brief = async () => JSON.parse(inflateRawSync(Buffer.from(new URLSearchParams((await link.getAttribute("href")).split("#")[1]).get("brief"), "base64url")));
  const before = await link.getAttribute("href");
  await page.getByLabel("What is the company called?").fill("Acme & Söhne");
  await page.waitForFunction((old) => document.querySelector("#answer .doings a")?.getAttribute("href") !== old, before);
  assert.deepEqual(await brief(), { role: "backend-engineer", level: "senior", company: { name: "Acme & Söhne" } });
  assert.match(await link.getAttribute("href"), /^\/#brief=[\w-]+$/);
  const ad = await ask("/v1/generate", await brief());
  assert.equal(ad.title, "Senior Backend Engineer");

  await page.getByRole("button", { name: "What can be spent" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "budget");
  await page.getByRole("button", { name: "Clear the answers" }).click();
  await page.getByText("Answer any question").waitFor();
});

onPage("who is on the team counts", two, async (page) => {
  const mate = page.getByRole("combobox", { name: "Who is there already?" });
  const sent = page.waitForRequest((request) => request.url().endsWith("/v1/advise"));
  await mate.fill("frontend developer");
  await mate.press("Enter");
  assert.deepEqual((await sent).postDataJSON(), { need: { team: ["frontend-developer"] }, candidates: ["backend-engineer", "backend-developer"] });
  await page.locator("#mates", { hasText: "Frontend Developer" }).waitFor();
  await verdict(page).waitFor();
  await page.getByRole("button", { name: "Remove Frontend Developer from the team" }).click();
  await page.getByText("Answer any question").waitFor();
});

onPage("every flip gives the verdict that it promises, and can be undone", "/compare?roles=product-manager,product-owner", async (page) => {
  await page.getByRole("group", { name: "What is to be solved?" }).getByLabel("More of the known work").check();
  await page.locator(".flips").waitFor();
  const first = await verdict(page).textContent();
  const flips = page.locator(".flips li");
  const total = await flips.count();
  assert.ok(total > 2, `${total} flips`);
  for (let i = 0; i < total; i += 1) {
    const promised = await flips.nth(i).locator("p").last().textContent();
    await flips.nth(i).getByRole("button").click();
    await page.locator(".applied").waitFor();
    assert.equal(await verdict(page).textContent(), promised);
    assert.equal(await page.evaluate(() => document.activeElement.id), "verdict");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(".applied").waitFor({ state: "detached" });
    assert.equal(await verdict(page).textContent(), first);
  }
});

onPage("a description chooses among the whole catalog, and stays text", "/compare", async (page) => {
  const description = page.getByLabel("What do you need somebody for");
  await description.fill("We need someone to run the kitchen and cook on the line <img src=x onerror=alert(1)>");
  await verdict(page).waitFor();
  assert.equal(await verdict(page).textContent(), "Hire a Line Cook.");
  assert.deepEqual(await page.locator("#answer mark").allTextContents().then((words) => words.slice(0, 3)), ["line", "cook", "cooks"]);
  await description.fill("</textarea><script>zzqq(1)</script><img src=x>");
  await page.getByText("No role of the catalog has these words.").first().waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
  await field(page).fill("<b onmouseover=alert(1)>chef</b>");
  await page.locator("#found [role=option]").first().waitFor();
  assert.equal(await page.locator("main b").count(), 0);
});

onPage("faults stand beside their questions", "/compare", async (page) => {
  const faultOf = (pointer) => page.locator(`[data-fault="${pointer}"]`);
  await page.getByRole("button", { name: "Get advice" }).click();
  await faultOf("/description").getByText("This is missing; without candidates, say what somebody is needed for.").waitFor();
  const description = page.getByLabel("What do you need somebody for");
  assert.equal(await description.getAttribute("aria-invalid"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "description");

  await description.fill("cook");
  await verdict(page).waitFor();
  assert.equal(await faultOf("/description").isVisible(), false);
  assert.equal(await description.getAttribute("aria-invalid"), null);

  await page.getByLabel("How many people").fill("a few");
  await faultOf("/need/team_size").getByText("Write a whole number, such as 4.").waitFor();
  await page.getByRole("button", { name: "Get advice" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "team-size");
  await page.getByLabel("How many people").fill("-1");
  await faultOf("/need/team_size").getByText("This is too small; use 0 or more.").waitFor();
  await page.getByLabel("How many people").fill("");
  await verdict(page).waitFor();

  await description.fill("x".repeat(4001));
  await faultOf("/description").getByText("This is too long").waitFor();
}, refusal);

onPage("faults that belong to no question are shown as well", two, async (page) => {
  await page.route("**/v1/advise", (route) => route.fulfill({
    status: 422, contentType: "application/problem+json",
    body: JSON.stringify({ detail: "2 members need a change.", errors: [
      { pointer: "/candidates/1", code: "unknown_role", detail: "candidates/1 is not a role or a title in the catalog." },
      { pointer: "/elsewhere", code: "odd", detail: "<i>elsewhere</i> is odd." },
    ] }),
  }));
  await page.getByLabel("What exists must keep running well").check();
  await page.locator('[data-fault="/candidates"]').getByText("This is not a role or a title in the catalog.").waitFor();
  await page.locator("#answer").getByText("<i>elsewhere</i> is odd.").waitFor();
}, refusal);
