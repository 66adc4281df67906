// Reads the pages of roles as people do, without JavaScript: on a phone and on a wide screen, by day and by night, with the
// keyboard alone, in print, and with the rules of axe (WCAG 2.2 AA).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// One of each kind; the whole list has the parts of a short one, and takes axe seconds.
const pages = [
  "/roles?family=product-management",
  "/roles?q=patient+care&family=healthcare&level=executive",
  "/roles?q=waitress",
  "/roles/registered-nurse?level=lead",
  "/roles/backend-engineers",
];

let server, browser;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a page that keeps a list of everything that should not happen. */
async function open(path, { colorScheme = "light", width = 1280, scripts = false } = {}) {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    bypassCSP: scripts, // for axe
  });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    const refused = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
    if (["error", "warning"].includes(message.type()) && !refused) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(`script: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.base)) faults.push(`request to ${request.url()}`);
    if (request.resourceType() === "script") faults.push(`a script: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== "document") faults.push(`${response.status()} for ${response.url()}`);
  });
  if (path) await page.goto(server.base + path);
  return { page, faults, close: () => context.close() };
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    test(`the pages of roles are accessible, ${colorScheme}, ${width} px`, async () => {
      const { page, faults, close } = await open("", { colorScheme, width, scripts: true });
      const whole = (colorScheme === "light") === (width === 1440) && width !== 768 ? ["/roles"] : [];
      for (const path of [...pages, ...whole]) {
        await page.goto(server.base + path);
        for (const closed of await page.locator("details:visible > summary").all()) await closed.click();
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
        );
        assert.deepEqual(
          violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((node) => node.target).join(" ")}`),
          [],
          path,
        );
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `${path} is ${over} px too wide`);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
}

test("a role is found and read without JavaScript", async () => {
  const { page, faults, close } = await open("/roles");
  await page.getByLabel("Find a role").fill("container orchestration");
  await page.getByRole("button", { name: "Search" }).click();
  assert.equal(new URL(page.url()).search, "?q=container+orchestration", "fields that were left alone are not in the address");
  assert.match(await page.locator("h2").first().innerText(), /^\d+ roles fit “container orchestration”$/);
  assert.equal(await page.getByLabel("Find a role").inputValue(), "container orchestration");
  const entry = page.locator(".entries > li").filter({ has: page.getByRole("link", { name: "Platform Engineer", exact: true }) });
  assert.deepEqual(await entry.locator(".reasons li").first().locator("mark").allInnerTexts(), ["Container", "orchestration"]);

  await entry.getByRole("link", { name: "Platform Engineer", exact: true }).click();
  assert.equal(new URL(page.url()).pathname, "/roles/platform-engineer");
  await page.getByRole("navigation", { name: "Levels" }).getByRole("link", { name: "Senior" }).click();
  assert.equal(await page.locator("h1").innerText(), "Senior Platform Engineer");
  assert.equal(await page.getByRole("article", { name: "Sample ad" }).locator("h3").innerText(), "Senior Platform Engineer");
  assert.equal(await page.getByRole("link", { name: "Make this ad" }).getAttribute("href"), "/#role=platform-engineer&level=senior");
  assert.equal(await page.locator(".levels [aria-current=page]").innerText(), "Senior");

  assert.equal(
    await page.getByRole("link", { name: /^Compare side by side/ }).first().getAttribute("href"),
    "/compare?roles=devops-engineer,site-reliability-engineer,platform-engineer",
  );
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Infrastructure and operations" }).click();
  const family = page.locator("#family-infrastructure-operations");
  assert.ok((await family.boundingBox()).y < 200, "the family is at the top");
  assert.deepEqual(faults, []);
  await close();
});

test("families and levels narrow the list without JavaScript", async () => {
  const { page, close } = await open("/roles");
  await page.getByLabel("Family").selectOption("Legal");
  await page.getByLabel("Level").selectOption("Lead");
  await page.getByRole("button", { name: "Search" }).click();
  assert.equal(new URL(page.url()).search, "?family=legal&level=lead");
  assert.deepEqual(await page.locator(".entries h3").allInnerTexts(), ["Lawyer", "Paralegal"]);
  await page.getByLabel("Find a role").fill("zzxxqq");
  await page.getByLabel("Find a role").press("Enter");
  assert.equal(await page.locator("h2").first().innerText(), "No role fits “zzxxqq” in Legal at level Lead");
  await page.getByRole("link", { name: "Show all roles" }).click();
  assert.equal(page.url(), `${server.base}/roles`);
  assert.equal(await page.locator(".entries > li").count(), 150);
  await close();
});

test("the keyboard alone leads to a role, with the focus in sight", async () => {
  const { page, close } = await open("/roles");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").innerText(), "Skip to the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").getAttribute("id"), "q");
  await page.keyboard.type("nurse");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/roles?q=nurse");
  await page.locator("h2").first().waitFor();
  const link = page.getByRole("link", { name: "Registered Nurse", exact: true });
  await link.focus();
  const ring = await link.evaluate((node) => getComputedStyle(node).outlineStyle);
  assert.equal(ring, "solid");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/roles/registered-nurse");
  await close();
});

test("families are beside their roles on a wide screen, and fold away on a narrow one", async () => {
  for (const [width, shown] of [
    [1440, "nav"],
    [360, "details"],
  ]) {
    const { page, close } = await open("/roles", { width });
    assert.equal(await page.locator("nav.families").isVisible(), shown === "nav");
    assert.equal(await page.locator("details.families").isVisible(), shown === "details");
    if (shown === "details") await page.locator("details.families > summary").click();
    await page.getByRole("navigation", { name: "Families" }).getByRole("link", { name: /^Hospitality/ }).click();
    assert.ok((await page.locator("#family-hospitality").boundingBox()).y < 200, `${width} px`);
    await close();
  }
});

test("targets are 24 px or more", async () => {
  for (const path of ["/roles", "/roles?q=nurse", "/roles/backend-engineer", "/roles/none"]) {
    const { page, close } = await open(path, { width: 360, scripts: true });
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("main a, main button, main input, main select, main summary")]
        .filter((node) => node.checkVisibility() && getComputedStyle(node).display !== "inline") // links in a sentence may be smaller
        .map((node) => ({ text: node.textContent, box: node.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 24 || box.width < 24)
        .map(({ text, box }) => `${text} ${box.width}x${box.height}`),
    );
    assert.deepEqual(small, [], path);
    await close();
  }
});

test("hostile words in the address stay words", async () => {
  const words = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
  const { page, faults, close } = await open(`/roles?q=${encodeURIComponent(words)}`, { scripts: true });
  assert.equal(await page.getByLabel("Find a role").inputValue(), words);
  await page.goto(`${server.base}/roles/${encodeURIComponent(words)}`);
  assert.equal(await page.locator("h1").innerText(), "There is no such role");
  assert.equal(await page.locator("main img, script").count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test("on paper a role is its text", async () => {
  const { page, close } = await open("/roles/backend-engineer");
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".top", ".levels", ".needs", ".trail", ".sample .button"]) {
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
  assert.ok(await page.getByRole("article", { name: "Sample ad" }).isVisible());
  await close();
});

test("the ad of a role is taken on in the builder, at its level", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.base}/roles/backend-engineer?level=senior`);
  await page.getByRole("link", { name: "Make this ad" }).click();
  await page.locator("body.ready").waitFor();
  await page.waitForFunction(() => document.getElementById("f-role").value === "Backend Engineer");
  await page.getByRole("textbox", { name: /^Company/ }).fill("Acme GmbH");
  await page.locator("#ad .ad-title").waitFor();
  assert.match(await page.locator("#ad .ad-title").innerText(), /^Senior Backend Engineer/);
  await context.close();
});
