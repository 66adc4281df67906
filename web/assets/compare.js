// The page that compares roles: which are chosen stands in its address, and what the service says of them below.
import { Problem, ask } from "/assets/api.js";
import { startAdvice } from "/assets/advise.js";
import { combobox } from "/assets/combobox.js";
import { addressOf, columnId, least, most, named } from "/assets/compare-address.js";
import { notFound, notHired, showChoice, showChosen, showStarts, tooMany, twice } from "/assets/compare-chosen.js";
import { findRoles, listed, meaning, roleOf, titleAt } from "/assets/roles.js";
import { comparison, titleOf } from "/assets/compare-table.js";
import { Asking } from "/assets/compare-wait.js";
import { announce, byId, h } from "/assets/dom.js";

const pageTitle = document.title;
const side = byId("side");
const asking = new Asking(byId("side-state"), "What you chose is kept, and nothing is lost.");
const opening = new Asking(byId("open-state"), "The rest of your choice is kept.");
const advice = startAdvice();

let shown = ""; // the query of the address that is shown
let adding = Promise.resolve();
let columns = []; // each {slug, level, role}; a level is "" if all are meant

/** Shows other columns, with notes on what was asked for, and asks the service to compare them. */
function show(next, notes = []) {
  columns = next;
  showChosen(columns, change);
  showChoice(columns, notes);
  showStarts(columns).catch(() => {}); // an offer, which nobody misses
  advice.between(columns);
  return compare();
}

/** Shows other columns and puts them into the address. */
function change(next) {
  put("pushState", addressOf(next));
  return show(next);
}

function put(how, address) {
  history[how](null, "", address);
  shown = location.search;
}

async function compare() {
  if (columns.length < least) {
    asking.stop();
    side.hidden = true;
    side.replaceChildren();
    document.title = pageTitle;
    return;
  }
  try {
    const answer = await asking.ask((signal) => ask(addressOf(columns, "/v1/compare"), { signal }), compare);
    if (answer === null) return;
    side.replaceChildren(...comparison(answer).flat());
    document.title = `${titleOf(answer)} Rolewright`;
    announce(`Side by side: ${listed(answer.roles.map(({ title }) => title))}.`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    side.replaceChildren(h("ul", { class: "card note" }, [error.message, ...error.errors.map(({ detail }) => detail)].map((text) => h("li", {}, text))));
    announce(error.message);
  }
  side.hidden = false;
}

/** Takes an option of the finder, unless there is no place for it; then the text in the field stays. */
function pick({ slug, level, label }) {
  const there = columns.find((column) => columnId(column) === columnId({ slug, level }));
  if (columns.length < most && !there) {
    add(slug, level);
    return true;
  }
  const note = there ? twice(there.role) : tooMany(label);
  showChoice(columns, [note]);
  announce(note);
  return false;
}

/** Adds a role, after those that are being added. */
function add(slug, level = "") {
  adding = adding.then(async () => {
    const role = await opening.ask(() => roleOf(slug), () => add(slug, level));
    if (role === null || columns.length === most || columns.some((column) => columnId(column) === columnId({ slug, level }))) return;
    announce(`${titleAt(role, level)} is added.`);
    change([...columns, { slug, level, role }]);
  });
}

/** Shows what the address names. */
async function open() {
  shown = location.search;
  const wanted = named(shown);
  if (wanted.length === 0) return show([]);
  const found = await opening.ask(() => Promise.all(wanted.map(({ name }) => meaning(name))), open);
  if (found === null) return undefined;
  const { next, notes } = settle(wanted, found);
  if (notes.length === 0) put("replaceState", addressOf(next) + location.hash);
  else announce(notes.map((note) => [note].flat()[0]).join(" "));
  return show(next, notes);
}

/** The columns that names stand for, and notes on those that stand for none. */
function settle(wanted, found) {
  const next = [], notes = [];
  found.forEach(({ role, level: said, name, near }, i) => {
    if (!role) return notes.push(notFound(name, near, add));
    const level = wanted[i].level || said;
    const column = { slug: role.slug, level: role.levels.includes(level) ? level : "", role };
    if (level !== column.level) notes.push(notHired(role, level));
    if (next.some((other) => columnId(other) === columnId(column))) return undefined;
    return next.push(column);
  });
  if (next.length > most) notes.push(`The address names ${next.length} roles. The first ${most} are shown, as many as fit side by side.`);
  return { next: next.slice(0, most), notes };
}

/** Follows a link to a comparison without leaving the page. */
function follow(event) {
  const link = event.target.closest("main a[href^='/compare']");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  put("pushState", link.getAttribute("href"));
  open().then(() => byId("side-title")?.focus());
}

combobox({ input: byId("find"), list: byId("found"), search: findRoles, pick });
document.addEventListener("click", follow);
addEventListener("popstate", () => location.search !== shown && open());
open();
