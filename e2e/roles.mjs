// Reads the pages of roles as people do, without JavaScript: on a phone and on a wide screen, by day and by night, with the
// keyboard alone, in print, and with the rules of axe (WCAG 2.2 AA).
import assert from "node:assert/strict";
import { test } from "node:test";

import { accessible, base, newPage } from "./support/page.mjs";

// One of each kind; the whole list has the parts of a short one, and takes axe seconds.
const pages = [
  "/roles?family=product-management",
  "/roles?q=patient+care&family=healthcare&level=executive",
  "/roles?q=waitress",
  "/roles/registered-nurse?level=lead",
  "/roles/backend-engineers",
];

/** Opens a page, which asks for no script. */
async function open(path, { colorScheme = "light", width = 1280, scripts = false } = {}) {
  const opened = await newPage({
    colorScheme,
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    bypassCSP: scripts, // for axe
  });
  opened.page.on("request", (request) => {
    if (request.resourceType() === "script") opened.faults.push(`a script: ${request.url()}`);
  });
  if (path) await opened.page.goto(base() + path);
  return opened;
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    test(`the pages of roles are accessible, ${colorScheme}, ${width} px`, async () => {
      const { page, done } = await open("", { colorScheme, width, scripts: true });
      const whole = (colorScheme === "light") === (width === 1440) && width !== 768 ? ["/roles"] : [];
      for (const path of [...pages, ...whole]) {
        await page.goto(base() + path);
        for (const closed of await page.locator("details:visible > summary").all()) await closed.click();
        await accessible(page, path);
      }
      await done();
    });
  }
}

test("a role is found and read without JavaScript", async () => {
  const { page, done } = await open("/roles");
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
  await done();
});

test("families and levels narrow the list without JavaScript", async () => {
  const { page, done } = await open("/roles");
  await page.getByLabel("Family").selectOption("Legal");
  await page.getByLabel("Level").selectOption("Lead");
  await page.getByRole("button", { name: "Search" }).click();
  assert.equal(new URL(page.url()).search, "?family=legal&level=lead");
  assert.deepEqual(await page.locator(".entries h3").allInnerTexts(), ["Lawyer", "Paralegal"]);
  await page.getByLabel("Find a role").fill("zzxxqq");
  await page.getByLabel("Find a role").press("Enter");
  assert.equal(await page.locator("h2").first().innerText(), "No role fits “zzxxqq” in Legal at level Lead");
  await page.getByRole("link", { name: "Show all roles" }).click();
  assert.equal(page.url(), `${base()}/roles`);
  assert.equal(await page.locator(".entries > li").count(), 150);
  await done();
});

test("the keyboard alone leads to a role, with the focus in sight", async () => {
  const { page, done } = await open("/roles");
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
  await done();
});

test("families are beside their roles on a wide screen, and fold away on a narrow one", async () => {
  for (const [width, shown] of [
    [1440, "nav"],
    [360, "details"],
  ]) {
    const { page, done } = await open("/roles", { width });
    assert.equal(await page.locator("nav.families").isVisible(), shown === "nav");
    assert.equal(await page.locator("details.families").isVisible(), shown === "details");
    if (shown === "details") await page.locator("details.families > summary").click();
    await page.getByRole("navigation", { name: "Families" }).getByRole("link", { name: /^Hospitality/ }).click();
    assert.ok((await page.locator("#family-hospitality").boundingBox()).y < 200, `${width} px`);
    await done();
  }
});

test("targets are 24 px or more", async () => {
  for (const path of ["/roles", "/roles?q=nurse", "/roles/backend-engineer", "/roles/none"]) {
    const { page, done } = await open(path, { width: 360, scripts: true });
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("main a, main button, main input, main select, main summary")]
        .filter((node) => node.checkVisibility() && getComputedStyle(node).display !== "inline") // links in a sentence may be smaller
        .map((node) => ({ text: node.textContent, box: node.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 24 || box.width < 24)
        .map(({ text, box }) => `${text} ${box.width}x${box.height}`),
    );
    assert.deepEqual(small, [], path);
    await done();
  }
});

test("hostile words in the address stay words", async () => {
  const words = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
  const { page, done } = await open(`/roles?q=${encodeURIComponent(words)}`, { scripts: true });
  assert.equal(await page.getByLabel("Find a role").inputValue(), words);
  await page.goto(`${base()}/roles/${encodeURIComponent(words)}`);
  assert.equal(await page.locator("h1").innerText(), "There is no such role");
  assert.equal(await page.locator("main img, script").count(), 0);
  await done();
});

test("on paper a role is its text", async () => {
  const { page, done } = await open("/roles/backend-engineer");
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".top", ".levels", ".needs", ".trail", ".sample .button"]) {
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
  assert.ok(await page.getByRole("article", { name: "Sample ad" }).isVisible());
  await done();
});

test("the ad of a role is taken on in the builder, at its level", async () => {
  const { page, done } = await newPage();
  await page.goto(`${base()}/roles/backend-engineer?level=senior`);
  await page.getByRole("link", { name: "Make this ad" }).click();
  await page.locator("body.ready").waitFor();
  await page.waitForFunction(() => document.getElementById("f-role").value === "Backend Engineer");
  await page.getByRole("textbox", { name: /^Company/ }).fill("Acme GmbH");
  await page.locator("#ad .ad-title").waitFor();
  assert.match(await page.locator("#ad .ad-title").innerText(), /^Senior Backend Engineer/);
  await done();
});
