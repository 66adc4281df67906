// Uses the page that compares roles as people do: by keyboard, by shared addresses, with the answers of the service and
// without them; and looks at it with the rules of axe (WCAG 2.2 AA), on a phone and on a wide screen, by day and by night.
import assert from "node:assert/strict";

import { ask, broken, field, marked, onPage, refusal, shows, status, two, verdict } from "./support/compare-page.mjs";
import { accessible, base } from "./support/page.mjs";

const six = "chef,line-cook,server,bartender,barista,dishwasher";
const query = (page) => page.evaluate(() => location.pathname + location.search);

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    onPage(`the page is accessible, ${colorScheme}, ${width} px`, two, async (page) => {
      await page.getByText("How they differ").click();
      await page.getByLabel("Something must be designed").check();
      await page.getByLabel("What do you need somebody for").fill("Our checkout is slow, and nobody knows why.");
      await page.locator(".flips").waitFor();
      await page.locator("#side").getByRole("button", { name: "Show sources" }).click();
      await page.locator("#answer summary").first().click();
      await accessible(page, "a comparison with advice");
    }, { colorScheme, width });
  }
}

for (const [colorScheme, width] of [["light", 360], ["dark", 1440]]) {
  onPage(`so are the finder and six roles, ${colorScheme}, ${width} px`, "/compare?roles=chef", async (page) => {
    await field(page).fill("nurse");
    await marked(page).waitFor();
    await accessible(page, "the list of the finder");
    await page.goto(`${base()}/compare?roles=${six},nobody`);
    await page.locator("#side table").waitFor();
    await accessible(page, "six roles");
  }, { colorScheme, width });
}

onPage("roles are chosen by keyboard alone", "/compare", async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");

  await page.keyboard.type("Sr. golang dev");
  await marked(page).getByText("Senior Go Developer").waitFor();
  assert.equal(await field(page).getAttribute("aria-activedescendant"), await marked(page).getAttribute("id"));
  assert.equal(await field(page).getAttribute("aria-expanded"), "true");
  assert.match(await marked(page).textContent(), /Software engineering/);
  await page.keyboard.press("Enter");
  await page.getByLabel("Level of Go Developer").waitFor();
  assert.equal(await field(page).inputValue(), "");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  await page.getByText("Add one more role").waitFor();

  await page.keyboard.type("backend");
  await marked(page).waitFor();
  const options = page.locator("#found [role=option]");
  await page.keyboard.press("ArrowUp");
  assert.equal(await options.last().getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await options.nth(1).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await field(page).getAttribute("aria-expanded"), "false");
  assert.equal(await field(page).inputValue(), "backend", "Escape closes the list first");
  await page.keyboard.press("Escape");
  assert.equal(await field(page).inputValue(), "");

  await page.keyboard.type("Backend Developer");
  await page.keyboard.press("Enter"); // before the options are there
  await shows(page, ["Senior Go Developer", "Backend Developer"]);
  assert.equal(await query(page), "/compare?roles=go-developer@senior,backend-developer");
  await status(page, "Side by side: Senior Go Developer and Backend Developer.");

  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Add one more role").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Remove Go Developer, senior");
  await page.keyboard.press("Enter");
  await page.getByText("Choose two roles or more").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  assert.equal(await query(page), "/compare");
});

onPage("typing never loses the caret, and an older search never replaces a newer one", "/compare", async (page) => {
  const held = [];
  await page.route("**/v1/roles?*", async (route) => {
    if (new URL(route.request().url()).searchParams.get("q") !== "nurse") return route.continue();
    held.push(route);
    return undefined;
  });
  const asked = page.waitForRequest((request) => request.url().includes("/v1/roles?q=nurse&"));
  await field(page).pressSequentially("nurse");
  await asked;
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("lead ");
  await marked(page).getByText("Charge Nurse").waitFor();
  await Promise.all(held.map((route) => route.continue().catch(() => {})));
  assert.deepEqual(await field(page).evaluate((input) => [input.value, input.selectionStart]), ["lead nurse", 5]);
  await page.keyboard.type("x");
  assert.equal(await field(page).inputValue(), "lead xnurse");
});

onPage("a shared address is shown at once, whatever way it names its roles", `/compare?roles=${encodeURIComponent("Sr. golang dev,backend-developer,Charge Nurse")}&level=mid`, async (page) => {
  await shows(page, ["Go Developer", "Backend Developer", "Registered Nurse"]);
  assert.equal(await query(page), "/compare?roles=go-developer@mid,backend-developer@mid,registered-nurse@mid");
  await page.goto(`${base()}/compare?roles=${encodeURIComponent("Sr. golang dev,backend-developer@lead")}`);
  await shows(page, ["Senior Go Developer", "Lead Backend Developer"]);
  assert.equal(await page.title(), "Senior Go Developer or Lead Backend Developer? Rolewright");
});

onPage("what an address names and the catalog has not is said kindly", `/compare?roles=developer,${encodeURIComponent("<img src=x onerror=alert(1)>")},chef@principal,chef,${"x".repeat(500)}`, async (page) => {
  const notes = page.locator("#choice .note");
  await notes.first().waitFor();
  assert.equal(await notes.count(), 4);
  assert.match(await notes.nth(0).textContent(), /“developer” may be several roles. Did you mean Software Engineer/);
  assert.match(await notes.nth(1).textContent(), /“<img src=x onerror=alert\(1\)>” is no title/);
  assert.match(await notes.nth(2).textContent(), /Chef is not hired at the level “principal”; it is hired at entry, mid, senior, lead or executive/);
  assert.equal(await page.locator("main img").count(), 0);
  await notes.nth(0).getByRole("button", { name: "Software Engineer" }).click();
  await shows(page, ["Chef", "Software Engineer"]);
}, refusal);

onPage("the back button goes through what was compared", two, async (page) => {
  await shows(page, ["Backend Engineer", "Backend Developer"]);
  await page.getByLabel("Level of Backend Engineer").selectOption("senior");
  await shows(page, ["Senior Backend Engineer", "Backend Developer"]);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Level of Backend Engineer");
  await page.getByRole("button", { name: "Remove Backend Developer" }).click();
  await page.getByRole("link", { name: "compare its 5 levels" }).click();
  await shows(page, ["Junior Backend Engineer", "Backend Engineer", "Senior Backend Engineer", "Lead Backend Engineer", "Principal Backend Engineer"]);
  await page.goBack();
  await page.getByText("Add one more role").waitFor();
  assert.equal(await page.locator("#side").isVisible(), false);
  await page.goBack();
  await shows(page, ["Senior Backend Engineer", "Backend Developer"]);
  await page.goBack();
  await shows(page, ["Backend Engineer", "Backend Developer"]);
  await page.goForward();
  await shows(page, ["Senior Backend Engineer", "Backend Developer"]);
});

onPage("six roles fit, and a seventh is refused kindly", `/compare?roles=${six}`, async (page) => {
  await shows(page, ["Chef", "Line Cook", "Server", "Bartender", "Barista", "Dishwasher"]);
  await field(page).fill("Backend Engineer");
  await field(page).press("Enter");
  await page.getByText("Six roles are as many as fit side by side. Remove one to add Backend Engineer.").first().waitFor();
  await status(page, "Remove one to add Backend Engineer.");
  assert.equal(await field(page).inputValue(), "Backend Engineer");
  assert.equal(await query(page), `/compare?roles=${six}`);
  await page.getByRole("button", { name: "Remove Barista" }).click();
  await field(page).press("Enter"); // opens the list again
  await marked(page).waitFor();
  await field(page).press("Enter");
  await shows(page, ["Chef", "Line Cook", "Server", "Bartender", "Dishwasher", "Backend Engineer"]);
  await page.goto(`${base()}/compare?roles=${six},backend-engineer,accountant`);
  await page.locator("#choice").getByText("The address names 8 roles. The first 6 are shown").waitFor();
});

onPage("levels of one role", "/compare?roles=registered-nurse@mid,registered-nurse@lead", async (page) => {
  await shows(page, ["Registered Nurse", "Charge Nurse"]);
  assert.equal(await page.title(), "Registered Nurse and Charge Nurse Rolewright");
  const scope = page.locator("#side tbody", { hasText: "What the person answers for" });
  assert.match(await scope.textContent(), /You own the nursing care.*You answer for the shift/);
  const levels = page.getByLabel("Level of Registered Nurse");
  const taken = (select) => select.locator("option[disabled]").allTextContents();
  assert.deepEqual(await taken(levels.first()), ["Lead (Charge Nurse)"]);
  assert.deepEqual(await taken(levels.last()), ["Mid"]);
  const links = page.getByRole("link", { name: "Make this ad: Charge Nurse" });
  assert.equal(await links.getAttribute("href"), "/#role=registered-nurse&level=lead");
  await field(page).fill("charge nurse");
  await field(page).press("Enter");
  await page.locator("#choice").getByText("Registered Nurse is there already.").waitFor();
  await page.getByText("With two or more different roles above").waitFor();
});

onPage("a comparison says what the service says, and where from", two, async (page) => {
  await shows(page, ["Backend Engineer", "Backend Developer"]);
  const answer = await ask("/v1/compare?roles=backend-engineer,backend-developer");
  const text = await page.locator("#side").innerText();
  const [curated] = answer.advice.comparisons;
  assert.ok(text.includes(curated.summary.text) && text.includes(curated.either.text));
  for (const row of answer.rows) {
    assert.ok(text.includes(row.title), row.title);
    for (const cell of row.cells) for (const line of [cell, ...(cell.items ?? [])]) if (line.text) assert.ok(text.includes(line.text), line.text);
  }
  const source = page.getByText("catalog:backend-engineer/purpose/0", { exact: true });
  assert.equal(await source.isVisible(), false);
  const toggle = page.locator("#side").getByRole("button", { name: "Show sources" });
  await toggle.click();
  assert.equal(await source.isVisible(), true);
  assert.equal(await toggle.getAttribute("aria-pressed"), "true");
  assert.equal(await page.getByRole("link", { name: "About this role: Backend Engineer" }).getAttribute("href"), "/roles/backend-engineer");
  assert.equal(await page.getByRole("link", { name: "Make this ad: Backend Developer" }).first().getAttribute("href"), "/#role=backend-developer");
  for (const [name, type] of [["Markdown", "text/markdown"], ["HTML", "text/html"]]) {
    const reply = await fetch(base() + (await page.getByRole("link", { name, exact: true }).getAttribute("href")));
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get("content-type"), new RegExp(type));
  }
});

onPage("on a phone every cell names its role", two, async (page) => {
  const cell = page.locator("#side td").first();
  await cell.waitFor();
  assert.equal(await cell.locator(".who").isVisible(), true);
  assert.equal(await cell.locator(".who").textContent(), "Backend Engineer");
}, { width: 360 });

onPage("offers to start with are roles that the catalog has", "/compare", async (page) => {
  const links = page.locator("#starts a");
  await links.first().waitFor();
  assert.equal(await links.count(), 8);
  for (const link of await links.all()) {
    const { roles, advice } = await ask((await link.getAttribute("href")).replace("/compare", "/v1/compare"));
    assert.ok(roles.length >= 2 && advice.comparisons.length > 0, await link.textContent());
  }
  await links.first().click();
  await shows(page, ["Backend Engineer", "Backend Developer"]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "side-title");
  assert.equal(await links.first().isVisible(), false);
});

onPage("when the service is down, nothing is lost", two, async (page) => {
  await shows(page, ["Backend Engineer", "Backend Developer"]);
  await page.route("**/v1/**", (route) => route.abort());
  await page.getByLabel("Level of Backend Engineer").selectOption("lead");
  await page.locator("#side-state").getByText("Rolewright does not answer. What you chose is kept").waitFor();
  await page.getByLabel("Growth or load").check();
  await page.locator("#advice-state").getByText("Your answers are kept, and nothing is lost.").waitFor();
  await field(page).fill("nurse");
  await page.getByRole("option", { name: "Press the down arrow to try again" }).waitFor();
  await page.unroute("**/v1/**");
  await field(page).press("ArrowDown");
  await marked(page).waitFor();
  await page.locator("#side-state").getByRole("button", { name: "Try again" }).click();
  await shows(page, ["Lead Backend Engineer", "Backend Developer"]);
  await page.locator("#advice-state").getByRole("button", { name: "Try again" }).click();
  await verdict(page).waitFor();
  assert.equal(await page.getByLabel("Growth or load").isChecked(), true);
}, broken);

onPage("an address is opened when the service is back", two, async (page) => {
  await page.locator("#open-state").getByText("Rolewright does not answer.").waitFor();
  await page.unroute("**/v1/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await shows(page, ["Backend Engineer", "Backend Developer"]);
}, { ...broken, routes: (page) => page.route("**/v1/**", (route) => route.fulfill({ status: 503, body: "" })) });

onPage("when the service is slow, the page says so", two, async (page) => {
  await shows(page, ["Backend Engineer", "Backend Developer"]);
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route("**/v1/**", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByLabel("Level of Backend Engineer").selectOption("lead");
  await page.getByLabel("Growth or load").check();
  await field(page).fill("nurse");
  await page.locator("#side-state").getByText("Still working …").waitFor();
  await page.locator("#advice-state").getByText("Still working …").waitFor();
  await page.getByRole("option", { name: "Still working …" }).waitFor();
  go();
  await shows(page, ["Lead Backend Engineer", "Backend Developer"]);
  await verdict(page).waitFor();
  await marked(page).waitFor();
  assert.equal(await page.getByText("Still working …").locator("visible=true").count(), 0);
});
