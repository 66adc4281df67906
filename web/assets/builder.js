// The builder: a brief on one side, the ad that it makes on the other, and its review beside it.
import { announce, byId, count, debounce, h, show } from "./dom.js";
import { ask, Latest, Problem, Unreachable } from "./api.js";
import { compact, isReady, set } from "./brief.js";
import { Form } from "./form.js";
import { offerLevels, omittedControl, roleControl } from "./finder.js";
import { legend, Preview } from "./preview.js";
import { LinePanel } from "./lines.js";
import { ReviewPanel } from "./review.js";
import { Questions } from "./questions.js";
import { takeAway } from "./takeaway.js";
import { roleOf } from "./roles.js";
import { briefIn } from "./link.js";
import * as draft from "./draft.js";

const typing = 20; // milliseconds from the last key to the call
const patience = 1500; // milliseconds before the page says that it takes long
const retries = [2000, 4000, 8000, 15000]; // milliseconds between tries while the service does not answer

let brief = {};
let ad;
let roleTitle;
let tries = 0;
let retry;
const latest = new Latest();

const preview = new Preview(byId("ad"));
const form = new Form(byId("form"), {
  edited: (pointer, value) => edit(set(brief, pointer, value)),
  special: {
    role: (field, id) => roleControl(id, pickRole),
    omitted: (field, id, edited) => omittedControl(id, edited),
  },
});
const panel = new LinePanel(byId("ad"), preview, {
  brief: () => brief,
  changed: change,
  focus: goTo,
  names: () => ({ role: roleTitle }),
  closed: () => ad && preview.render(ad),
});
const review = new ReviewPanel(byId("review"), {
  brief: () => brief,
  lineOf: (source) => preview.lineFrom(source),
  changed: change,
  focus: goTo,
  showMark: (index) => {
    view("ad");
    const mark = byId("ad").querySelector(`mark[data-finding="${index}"]`);
    if (!mark) return;
    mark.tabIndex = -1;
    show(mark);
  },
});
const questions = new Questions(byId("questions"), { brief: () => brief, changed: change });

/** Takes an edit of the form: the form shows it already. */
function edit(next) {
  brief = next;
  keep();
  soon();
}

/** Takes a change from elsewhere: the form is told. */
function change(next, words) {
  brief = next;
  form.fill(compact(brief));
  keep();
  if (words) said(words);
  soon.cancel();
  refresh();
}

const keep = debounce(200, () => {
  if (!draft.save(compact(brief))) said("This browser does not let the page keep your draft: copy a link before you leave.", "bad");
});

/** A role that was picked or typed. Lines that were left out belong to another role. */
function pickRole(role, level) {
  const { level: old, ...rest } = set(set(brief, "/role", role), "/omit", undefined);
  brief = level ? { ...rest, level } : rest;
  form.fill(compact(brief));
  keep();
  refresh();
}

const soon = debounce(typing, () => refresh());

async function refresh() {
  clearTimeout(retry);
  const signal = latest.next();
  const sent = compact(brief);
  if (!isReady(sent)) return start(sent);
  const slow = setTimeout(() => tell("Still working …"), patience);
  try {
    showAd(await ask("/v1/generate", { body: sent, signal }));
  } catch (error) {
    if (error.name === "AbortError") return undefined;
    fail(error);
  } finally {
    clearTimeout(slow);
  }
  return undefined;
}

/** Shows that a first ad needs a role and a company. */
function start(sent) {
  ad = undefined;
  preview.clear();
  review.clear();
  questions.clear();
  form.faults([]);
  form.asks([]);
  byId("start").hidden = false;
  byId("start-role").classList.toggle("done", Boolean(sent.role));
  byId("start-company").classList.toggle("done", Boolean(sent.company?.name));
  for (const id of ["tools", "legend", "review-empty"]) byId(id).hidden = id !== "review-empty";
  tell("");
  offerLevels(form.field("/level"), undefined).catch(() => {});
}

function showAd(next) {
  ad = next;
  tries = 0;
  byId("start").hidden = true;
  for (const id of ["tools", "legend", "review-empty"]) byId(id).hidden = id === "review-empty";
  preview.render(ad);
  review.render(ad.review);
  questions.render(ad.questions);
  form.faults([]);
  form.asks(ad.questions);
  tell("");
  byId("ad").classList.remove("stale");
  byId("view-review-state").textContent = String(ad.review.score);
  announce(`The ad is up to date: ${count(ad.words, "word")}, score ${ad.review.score}.`);
  roleTitle = ad.role.title;
  document.title = `${ad.title}: Rolewright`;
  offerLevels(form.field("/level"), ad.role.slug, brief.level ? undefined : ad.level).catch(() => {});
  performance.mark("ad-shown");
}

function fail(error) {
  byId("ad").classList.toggle("stale", Boolean(ad));
  if (error instanceof Problem) {
    tries = 0;
    const homeless = form.faults(error.errors);
    if (error.questions.length > 0) form.asks(error.questions);
    const placed = error.errors.length - homeless.length;
    const first = error.errors.find(({ pointer }) => pointer && form.find(pointer));
    const words = homeless.map(({ pointer, detail }) => `${pointer ?? ""} ${detail}`.trim()).join(" ");
    tell(
      placed > 0 ? `${ad ? "The ad waits" : "No ad yet"}: ${count(placed, "field")} ${placed === 1 ? "needs" : "need"} a change.` : error.message,
      "bad",
      words && h("span", {}, ` ${words}`),
      first && h("button", { type: "button", class: "plain", onclick: () => goTo(first.pointer) }, "Go there"),
    );
    return;
  }
  if (!(error instanceof Unreachable)) console.error(error);
  tell(
    `${error.message} Your draft is safe in this browser, and the page tries again by itself.`,
    "bad",
    h("button", { type: "button", class: "plain", onclick: () => refresh() }, "Try again"),
  );
  retry = setTimeout(refresh, retries[Math.min(tries, retries.length - 1)]);
  tries += 1;
}

/** Says something about the state of the ad, above it. */
function tell(words, kind = "", ...more) {
  const banner = byId("banner");
  banner.className = `banner ${kind}`;
  banner.hidden = words === "";
  banner.replaceChildren(words, ...more.filter(Boolean));
}

let unsaid;
/** Says that something was done, at the foot of the window, for a while. */
function said(words, kind = "", ...more) {
  const toast = byId("toast");
  clearTimeout(unsaid);
  toast.className = `toast ${kind}`;
  toast.replaceChildren(words, ...more);
  toast.hidden = false;
  unsaid = setTimeout(() => (toast.hidden = true), kind === "bad" || more.length > 0 ? 12_000 : 4000);
}

function goTo(pointer) {
  panel.close();
  view("brief");
  form.focus(pointer);
}

/** Which part of the builder a narrow window shows. */
function view(name) {
  document.body.dataset.view = name;
  for (const button of byId("views").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
}

/** Puts another brief in the place of this one, which can be brought back. */
function replaceBrief(next, words) {
  const old = compact(brief);
  const undo = h("button", { type: "button", class: "plain", onclick: () => replaceBrief(old, "Your draft is back.") }, "Bring back the draft");
  draft.putAside(old);
  brief = next;
  form.fill(compact(brief));
  keep();
  refresh();
  if (Object.keys(old).length > 0) said(words, "", " ", undo);
}

const example = {
  role: "backend-engineer", level: "senior", company: { name: "Acme GmbH", about: "Acme runs online shops for bakeries. 120 people, most of them in Berlin." },
  places: [{ city: "Berlin", region: "BE", country: "DE" }], workplace: "hybrid", employment: "full_time",
  pay: { min: 70000, max: 90000, currency: "EUR", period: "year" }, team: "Payments",
  must_have: ["Experience with a payment provider's API"],
};

/** Opens the brief that the address holds, if it holds one. What it names only in part goes with the company of the draft. */
async function openAddress() {
  let found;
  try {
    found = await briefIn(location.hash);
  } catch (error) {
    said(error.message, "bad");
  }
  if (location.hash) history.replaceState(null, "", location.pathname);
  if (!found) return false;
  const part = !found.company && brief.company ? { company: brief.company, ...found } : found;
  replaceBrief(part, "This is the brief of the link.");
  return true;
}

async function open() {
  brief = draft.load() ?? {};
  form.fill(brief);
  takeAway(byId("tools"), { brief: () => compact(brief), ad: () => ad, said });
  byId("legend").append(...legend.map(({ letter, words }) => h("span", {}, h("span", { class: "origin", "aria-hidden": "true" }, letter), words)));
  byId("example").addEventListener("click", () => replaceBrief(example, "This is an example."));
  byId("over").addEventListener("click", () => replaceBrief({}, "A new brief."));
  byId("views").addEventListener("click", ({ target }) => target.dataset.view && view(target.dataset.view));
  byId("ad").addEventListener("click", ({ target }) => {
    const mark = target.closest("mark");
    if (!mark || !matchMedia("(min-width: 64em)").matches) return;
    review.show(mark.dataset.finding);
  });
  addEventListener("hashchange", openAddress);
  addEventListener("pagehide", () => draft.save(compact(brief)));
  view("brief");
  if (!(await openAddress())) refresh();
  document.body.classList.add("ready");
}

open();
