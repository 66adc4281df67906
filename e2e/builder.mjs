// Writes job ads on the page as people do: by keyboard, on a phone, with mistakes, with a service that is slow or away.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { accessible, base, newPage } from "./support/page.mjs";

/** Opens the builder. done() closes it and fails if anything happened that should not; refused lets refusals of the API pass. */
async function open({ address = "/", refused = false, context = {}, prepare } = {}) {
  const options = { viewport: { width: 1440, height: 1000 }, permissions: ["clipboard-read", "clipboard-write"], ...context };
  const { page, done } = await newPage(options, refused ? { pass: /Failed to load resource/ } : {});
  await prepare?.(page);
  await page.goto(base() + address);
  await page.locator("body.ready").waitFor();
  return { page, done };
}

const ad = (page) => page.locator("#ad");
const field = (page, name) => page.locator(`#f-${name}`);

/** A first ad: a role and a company. */
async function firstAd(page, role = "Backend Engineer", company = "Acme") {
  await field(page, "role").fill(role);
  await page.locator("#f-role-list li").first().waitFor();
  await field(page, "role").press("Enter");
  await field(page, "company-name").fill(company);
  await page.locator("#ad .ad-title").waitFor({ state: "attached" });
}

/** Waits until the ad holds the words. */
const says = (page, words) => ad(page).getByText(words).first().waitFor({ state: "attached" });

/** The group of fields with that id, opened. */
async function openGroup(page, id) {
  const group = page.locator(`#group-${id}`);
  if (!(await group.evaluate((node) => node.open))) await group.locator("> summary").click();
  const more = group.locator(".more");
  if ((await more.count()) > 0 && !(await more.evaluate((node) => node.open))) await more.locator("> summary").click();
}

test("an ad, from role to download, by keyboard alone", async () => {
  const { page, done } = await open();
  const key = (name) => page.keyboard.press(name);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  const tabTo = async (id) => {
    for (let i = 0; i < 120; i += 1) {
      if ((await focused()) === id) return;
      await key("Tab");
    }
    assert.fail(`Tab does not lead to ${id}`);
  };
  await key("Tab");
  assert.equal(await focused(), "Skip to the content");
  await key("Enter");
  await tabTo("f-role");
  await page.keyboard.type("Sr. golang dev");
  await page.locator("#f-role-list li").first().waitFor();
  await key("Enter");
  assert.equal(await field(page, "role").inputValue(), "Senior Go Developer");
  await tabTo("f-company-name");
  await page.keyboard.type("Acme");
  await says(page, "Employer:");
  assert.match(await ad(page).locator(".ad-title").innerText(), /^Senior Go Developer/);
  assert.equal(await focused(), "f-company-name");
  await tabTo("f-workplace");
  await key("ArrowRight");
  await key("ArrowRight");
  await says(page, "Hybrid");
  await tabTo("Download");
  await key("Enter");
  await page.locator('[data-format="markdown"]').waitFor();
  const saved = page.waitForEvent("download");
  for (let i = 0; i < 10 && !(await page.evaluate(() => document.activeElement.dataset.format === "markdown")); i += 1) await key("Tab");
  await key("Enter");
  assert.equal((await saved).suggestedFilename(), "go-developer-senior.md");
  await key("Escape");
  await tabTo("Y");
  for (let i = 0; i < 10 && (await focused()) !== "C"; i += 1) await key("ArrowDown");
  await key("Enter");
  await page.locator(".line-panel").waitFor();
  assert.equal(await focused(), "Leave out");
  await key("Escape");
  assert.equal(await page.locator(".line-panel").count(), 0);
  assert.equal(await focused(), "C");
  await done();
});

test("the ad follows the keys, and the caret stays where it is", async (t) => {
  const { page, done } = await open();
  await firstAd(page);
  const team = field(page, "company-about");
  await team.fill("We run shops.");
  await team.evaluate((node) => node.setSelectionRange(3, 3));
  const delays = [];
  for (const letter of "really ") {
    await page.evaluate(() => {
      globalThis.shown = new Promise((resolve) => {
        const watch = new MutationObserver(() => {
          watch.disconnect();
          resolve(performance.now());
        });
        watch.observe(document.getElementById("ad"), { childList: true, subtree: true, characterData: true });
      });
      addEventListener("keydown", () => (globalThis.pressed = performance.now()), { once: true, capture: true });
    });
    if (letter === " ") break; // white space at the end of a word changes no line
    await page.keyboard.press(letter);
    delays.push(await page.evaluate(async () => (await globalThis.shown) - globalThis.pressed));
  }
  assert.equal(await team.inputValue(), "We reallyrun shops.");
  assert.equal(await team.evaluate((node) => node.selectionStart), 9);
  await says(page, "We reallyrun shops.");
  delays.sort((a, b) => a - b);
  t.diagnostic(`key to ad: ${delays[Math.floor(delays.length / 2)].toFixed(0)} ms, the median of ${delays.length}`);
  await done();
});

test("what did not change stays in the document", async () => {
  const { page, done } = await open();
  await firstAd(page);
  await ad(page).locator("section").last().evaluate((node) => (node.dataset.kept = "yes"));
  await field(page, "company-name").fill("Acme Inc.");
  await says(page, "Acme Inc.");
  assert.equal(await ad(page).locator("section").last().getAttribute("data-kept"), "yes");
  await done();
});

test("only a role and a company are needed, and any title will do", async () => {
  const { page, done } = await open();
  await field(page, "role").fill("RN, ICU nights");
  await field(page, "company-name").fill("City Hospital");
  await says(page, "City Hospital");
  assert.match(await ad(page).locator(".ad-title").innerText(), /Nurse/);
  await done();
});

test("a question that is answered fills its field and goes", async () => {
  const { page, done } = await open();
  await firstAd(page);
  const question = page.locator("#questions form").first();
  await question.waitFor();
  assert.equal(await question.getAttribute("data-pointer"), "/pay");
  await page.locator("#q-pay-min").fill("70000");
  await page.locator("#q-pay-max").fill("90000");
  await page.locator("#q-pay-currency").selectOption({ label: "EUR · Euro" });
  await page.locator("#q-pay-period").selectOption({ label: "a year" });
  await question.getByRole("button", { name: "Answer" }).click();
  await says(page, "€70,000 to €90,000 a year");
  assert.equal(await field(page, "pay-min").inputValue(), "70000");
  assert.equal(await page.locator('#questions form[data-pointer="/pay"]').count(), 0);
  assert.equal(await page.locator("#f-pay-ask").isVisible(), false);
  assert.ok(await page.locator("#f-places-ask").isVisible(), "a question that is open is told at its field");
  await page.getByRole("button", { name: "Show all questions" }).click();
  const before = await page.locator("#questions form").count();
  await page.locator("#questions form").first().getByRole("button", { name: "Later" }).click();
  await page.waitForFunction((n) => document.querySelectorAll("#questions form").length === n, before - 1);
  await done();
});

test("faults are told beside their fields, in the service's words, and the ad waits", async () => {
  const { page, done } = await open({ refused: true });
  await firstAd(page);
  await field(page, "pay-min").fill("5");
  await page.locator("#f-pay-currency-fault").getByText("ISO 4217").waitFor();
  assert.equal(await field(page, "pay-currency").getAttribute("aria-invalid"), "true");
  assert.match(await page.locator("#banner").innerText(), /The ad waits: 2 fields need a change/);
  await page.getByRole("button", { name: "Go there" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-pay-currency");
  await openGroup(page, "work");
  await field(page, "must_have").fill(`Fine\n${"x".repeat(301)}`);
  await page.locator("#f-must_have-fault").getByText("Line 2:").waitFor();
  await field(page, "must_have").fill("Fine");
  await field(page, "pay-min").fill("");
  await says(page, "Fine");
  await page.waitForFunction(() => document.querySelectorAll(".fault:not([hidden])").length === 0);
  await page.getByRole("button", { name: "Add a place" }).click();
  await field(page, "places-1-street").fill("Invalidenstr. 1");
  await page.locator("#f-places-fault", { hasText: "Line 2:" }).waitFor();
  await page.getByRole("button", { name: "Remove place 2" }).click();
  await page.locator("#banner").waitFor({ state: "hidden" });
  await done();
});

test("a finding is marked in the text and mended with one click", async () => {
  const { page, done } = await open();
  await firstAd(page);
  await openGroup(page, "work");
  await field(page, "must_have").fill("A digital native\nCare for a digital native");
  const marks = ad(page).locator("mark.warning", { hasText: "digital native" });
  await marks.nth(1).waitFor();
  const score = async () => Number(await page.locator(".score strong").innerText());
  const low = await score();
  await page.locator(".finding", { hasText: "digital native" }).nth(1).getByRole("button", { name: "Use “person at ease with digital tools”" }).click();
  await says(page, "Care for a person at ease with digital tools");
  assert.equal(await marks.count(), 1);
  assert.equal(await field(page, "must_have").inputValue(), "A digital native\nCare for a person at ease with digital tools");
  assert.ok((await score()) > low);
  await page.locator(".finding", { hasText: "digital native" }).getByRole("button", { name: "Show" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MARK");
  await done();
});

test("the law of the places is told with its source, and leads to the field", async () => {
  const { page, done } = await open();
  await firstAd(page);
  await field(page, "places-0-city").fill("Denver");
  await field(page, "places-0-region").fill("CO");
  await field(page, "places-0-country").selectOption({ label: "United States" });
  const duty = page.locator(".duty.unmet", { hasText: "pay, as a range" });
  await duty.waitFor();
  await duty.locator("summary").click();
  await duty.getByText("C.R.S. 8-5-201").waitFor();
  await duty.getByText("Sources: Colorado CDLE").waitFor();
  await duty.getByRole("button", { name: "Answer" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-pay-min");
  await done();
});

test("a line of the catalog tells its source, is reworded, left out and put back", async () => {
  const { page, done } = await open();
  await firstAd(page);
  const lines = ad(page).locator("li .line");
  const [first, second] = [await lines.nth(2).innerText(), await lines.nth(3).innerText()];
  const line = (text) => ad(page).locator(".line", { hasText: text });
  await line(first).click();
  await page.locator(".line-panel").getByText("From the catalog: Backend Engineer").waitFor();
  await page.getByRole("button", { name: "Reword" }).click();
  await page.getByLabel("The line in your words").fill("Keep the ledger right to the cent");
  await page.keyboard.press("Enter");
  await says(page, "Keep the ledger right to the cent");
  await line(first).waitFor({ state: "detached" });
  assert.equal(await field(page, "responsibilities").inputValue(), "Keep the ledger right to the cent");
  await line("Keep the ledger").click();
  await page.locator(".line-panel").getByText("You wrote this.").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await line(second).click();
  await page.getByRole("button", { name: "Leave out" }).click();
  await line(second).waitFor({ state: "detached" });
  const back = page.locator("#f-omit li", { hasText: second.slice(0, 40) });
  await back.getByRole("button").click();
  await line(second).waitFor();
  assert.equal(await page.locator("#f-omit li").count(), 1);
  await done();
});

test("a draft survives a reload, and starting over can be undone", async () => {
  const { page, done } = await open();
  await firstAd(page, "Line Cook", "The Corner Kitchen");
  await openGroup(page, "work");
  await field(page, "skills").fill("Grill\nSaute");
  await says(page, "Saute");
  await page.reload();
  await says(page, "The Corner Kitchen");
  assert.equal(await field(page, "skills").inputValue(), "Grill\nSaute");
  assert.equal(await field(page, "role").inputValue(), "Line Cook");
  await page.getByRole("button", { name: "Start over" }).click();
  await page.locator("#start").waitFor();
  assert.equal(await field(page, "company-name").inputValue(), "");
  await page.getByRole("button", { name: "Bring back the draft" }).click();
  await says(page, "The Corner Kitchen");
  await done();
});

test("a link restores the brief, and sends it to nobody", async () => {
  const { page, done } = await open();
  await firstAd(page, "Line Cook", "Café Ünïcode “Ж”");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Whoever opens the link").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${base()}/#brief=`), link);
  await done();
  const asked = [];
  const other = await open({ address: link.slice(base().length), prepare: (fresh) => fresh.on("request", (request) => asked.push(request.url())) });
  await says(other.page, "Café Ünïcode “Ж”");
  assert.ok(asked.every((url) => !url.includes("#") || url === link), "the fragment stays in the browser");
  assert.equal(new URL(other.page.url()).hash, "");
  await other.page.reload();
  await says(other.page, "Café Ünïcode “Ж”");
  await other.page.evaluate(() => (location.hash = "#brief=broken"));
  await other.page.getByText("The link is damaged").waitFor();
  await says(other.page, "Café Ünïcode “Ж”");
  await other.page.evaluate(() => (location.hash = "#role=registered-nurse&level=senior"));
  await other.page.locator(".ad-title", { hasText: "Nurse" }).waitFor();
  await says(other.page, "Café Ünïcode “Ж”");
  await other.done();
});

test("every format can be downloaded", async () => {
  const { page, done } = await open({ address: "/" });
  await page.getByRole("button", { name: "See it with an example" }).click();
  await page.locator(".ad-title").waitFor();
  const { items } = await (await fetch(`${base()}/v1/formats`)).json();
  const names = new Set();
  for (const { name, extension } of items) {
    if (!(await page.locator(".menu").evaluate((node) => node.open))) await page.locator(".menu > summary").click();
    const saved = page.waitForEvent("download");
    await page.locator(`[data-format="${name}"]`).click();
    const file = await saved;
    assert.ok(file.suggestedFilename().endsWith(`.${extension}`), file.suggestedFilename());
    assert.ok(readFileSync(await file.path()).length > 500, name);
    names.add(file.suggestedFilename());
  }
  assert.equal(names.size, items.length, "no two formats share the name of a file");
  await done();
});

test("a script that PDF cannot set is refused with what else there is", async () => {
  const { page, done } = await open({ refused: true });
  await firstAd(page, "Line Cook", "مطعم الزاوية");
  await page.locator(".menu > summary").click();
  await page.locator('[data-format="pdf"]').click();
  await page.locator("#toast", { hasText: /docx/ }).waitFor();
  await done();
});

test("the ad is copied with its structure, as Markdown, and as a command that makes it again", async () => {
  const { page, done } = await open();
  await firstAd(page, "Line Cook", "Joe's \"Diner\" $HOME `x` \\");
  const copied = async (button, told) => { // what the page tells only of this button: the word before may still stand there
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.locator("#toast", { hasText: told }).waitFor();
    return page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return Object.fromEntries(await Promise.all(item.types.map(async (type) => [type, await (await item.getType(type)).text()])));
    });
  };
  const rich = await copied("Copy", "with its headings and lists");
  assert.match(rich["text/html"], /<h2>What you will do<\/h2>/);
  assert.match(rich["text/plain"], /What you will do/);
  const markdown = (await copied("Copy Markdown", "as Markdown"))["text/plain"];
  assert.match(markdown, /^# Line Cook\n/);
  const command = (await copied("Copy curl", "the command that makes this ad"))["text/plain"];
  assert.equal(execFileSync("bash", ["-c", command], { encoding: "utf8" }), markdown);
  await done();
});

test("what somebody types stays text", async () => {
  const { page, done } = await open({ refused: true });
  const hostile = `</script><img src=x onerror="alert(1)"><b>bold</b> {{.Title}} ]]>`;
  await firstAd(page, "Line Cook", hostile);
  await openGroup(page, "company");
  await openGroup(page, "work");
  await openGroup(page, "apply");
  for (const name of ["title", "team", "reason", "must_have", "responsibilities", "skills", "company-industry", "company-about", "apply-contact", "process"]) {
    const box = field(page, name);
    await page.locator(`#f-${name}`).evaluate((node) => {
      for (let at = node.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    });
    await box.fill(hostile);
  }
  await field(page, "role").fill(hostile);
  await page.locator("#f-role-list li").first().waitFor();
  await field(page, "role").fill("Line Cook");
  await page.locator("#f-role-list li").first().waitFor();
  await field(page, "role").press("Enter");
  await says(page, "{{.Title}}");
  assert.equal(await page.locator("main img, main script, #ad b").count(), 0);
  await done();
});

test("on paper there is only the ad", async () => {
  const { page, done } = await open();
  await page.getByRole("button", { name: "See it with an example" }).click();
  await page.locator(".ad-title").waitFor();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const hidden of [".top", ".pane-brief", ".pane-review", "#questions", "#tools", "#legend", ".origin"]) {
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
  assert.ok(await page.locator(".ad-title").isVisible());
  assert.equal(await page.locator("body").evaluate((node) => getComputedStyle(node).backgroundColor), "rgb(255, 255, 255)");
  await done();
});

test("a service that is away or slow is told kindly, and nothing is lost", async () => {
  const { page, done } = await open({ refused: true });
  await firstAd(page);
  await page.route("**/v1/generate*", (route) => route.abort());
  await field(page, "company-name").fill("Acme Two");
  await page.locator("#banner", { hasText: "Rolewright does not answer. Your draft is safe" }).waitFor();
  assert.ok(await ad(page).isVisible(), "the last ad stays");
  await page.unroute("**/v1/generate*");
  await page.getByRole("button", { name: "Try again" }).click();
  await says(page, "Acme Two");
  assert.equal(await page.locator("#banner").isVisible(), false);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/v1/generate*", async (route) => {
    await held;
    await route.continue();
  });
  await field(page, "company-name").fill("Acme Three");
  await page.locator("#banner", { hasText: "Still working" }).waitFor();
  release();
  await says(page, "Acme Three");
  await page.locator("#banner").waitFor({ state: "hidden" });
  await page.unroute("**/v1/generate*");
  await page.route("**/v1/generate*", (route) => route.fulfill({ status: 503, body: "" }));
  await field(page, "company-name").fill("Acme Four");
  await page.locator("#banner", { hasText: "tries again by itself" }).waitFor();
  await page.unroute("**/v1/generate*");
  await says(page, "Acme Four");
  await done();
});

test("an answer that comes late does not overwrite a newer ad", async () => {
  const { page, done } = await open();
  await firstAd(page);
  let first = true;
  await page.route("**/v1/generate*", async (route) => {
    if (first) {
      first = false;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await route.continue().catch(() => {}); // the page gave the older one up
  });
  await field(page, "company-name").fill("Older");
  await page.waitForRequest("**/v1/generate*");
  await field(page, "company-name").fill("Newer");
  await says(page, "Newer");
  await page.waitForTimeout(400);
  assert.match(await ad(page).innerText(), /Newer/);
  await done();
});

test("without JavaScript the page says where else to go", async () => {
  const { page, done } = await newPage({ javaScriptEnabled: false });
  await page.goto(base());
  await page.getByText("The builder needs JavaScript").waitFor();
  await done();
});

test("all that the builder loads weighs little", async (t) => {
  const sizes = [];
  const { page, done } = await open({ prepare: (fresh) => fresh.on("requestfinished", (request) => sizes.push(request.sizes())) });
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  t.diagnostic(`the builder takes ${(bytes / 1000).toFixed(0)} KB over the wire`);
  assert.ok(bytes > 10_000 && bytes < 150_000, `${bytes} bytes`);
  await done();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    test(`the builder is accessible, ${colorScheme}, ${width} px`, async () => {
      const { page, done } = await open({ refused: true, context: { colorScheme, viewport: { width, height: 900 } } });
      const view = async (name) => {
        if (width < 1024) await page.locator(`[data-view="${name}"]`).click();
      };
      const check = (what) => accessible(page, what);
      await check("the empty brief");
      await firstAd(page);
      for (const id of ["company", "place", "pay", "work", "apply", "law"]) await openGroup(page, id);
      await field(page, "must_have").fill("A digital native and rockstar\nYoung and energetic");
      await field(page, "places-0-city").fill("Denver");
      await field(page, "places-0-region").fill("CO");
      await field(page, "places-0-country").selectOption({ label: "United States" });
      await page.locator(".duty.unmet").first().waitFor({ state: "attached" });
      await check("the brief");
      await view("ad");
      await ad(page).locator("li .line").nth(3).click();
      await page.locator(".menu > summary").click();
      await page.locator('[data-format="pdf"]').waitFor();
      await check("the ad");
      await page.keyboard.press("Escape");
      await view("review");
      await page.locator(".finding summary").first().click();
      await check("the review");
      await view("brief");
      await field(page, "pay-min").fill("5");
      await page.locator("#f-pay-currency-fault").getByText("ISO").waitFor();
      await check("faults");
      await done();
    });
  }
}
