// The roles that are chosen, with their levels, and what to say of them.
import { once } from "/assets/api.js";
import { addressOf, least, most } from "/assets/compare-address.js";
import { levelLabel, listed } from "/assets/roles.js";
import { byId, count, h } from "/assets/dom.js";

/** What people often ask about. Of these, an offer is left out if the catalog has not all of its roles. */
const wellKnown = [
  ["Backend engineer or backend developer", "backend-engineer", "backend-developer"],
  ["DevOps, SRE or platform engineer", "devops-engineer", "site-reliability-engineer", "platform-engineer"],
  ["Product, project or program manager", "product-manager", "project-manager", "program-manager"],
  ["Data analyst, data scientist or BI analyst", "data-analyst", "data-scientist", "business-intelligence-analyst"],
  ["Tech lead or engineering manager", "tech-lead", "engineering-manager"],
  ["Accountant or bookkeeper", "accountant", "bookkeeper"],
  ["Registered or licensed practical nurse", "registered-nurse", "licensed-practical-nurse"],
  ["Chef or line cook", "chef", "line-cook"],
];

/** Shows the columns as a list, each with its levels and a button to remove it; change(columns) is what they do. */
export function showChosen(columns, change) {
  const list = byId("chosen");
  list.hidden = columns.length === 0;
  list.replaceChildren(...columns.map((column, i) => chosen(columns, column, i, change)));
}

function chosen(columns, { role, level }, i, change) {
  const taken = (other) => columns.some((column, j) => j !== i && column.slug === role.slug && column.level === other);
  const option = (value, label) => h("option", { value, selected: value === level, disabled: taken(value) }, label);
  const select = h("select", { "aria-label": `Level of ${role.title}`, id: `level-${i}`, onchange: () => {
    change(columns.with(i, { ...columns[i], level: select.value }));
    byId(`level-${i}`)?.focus();
  } }, option("", "All levels"), role.levels.map((at) => option(at, levelLabel(role, at))));
  const remove = () => {
    change(columns.toSpliced(i, 1));
    const next = byId("chosen").querySelectorAll("button")[Math.min(i, columns.length - 2)];
    (next ?? byId("find")).focus();
  };
  return h("li", { class: "chip" },
    h("span", { class: "name" }, role.title),
    role.levels.length > 0 && select,
    h("button", { type: "button", class: "plain remove", "aria-label": `Remove ${role.title}${level ? `, ${level}` : ""}`, onclick: remove }, "×"));
}

/** Says what can be done next, after the notes on what was just asked for. */
export function showChoice(columns, notes) {
  const next = [];
  if (columns.length === 0) next.push("Choose two roles or more, six at most.");
  if (columns.length === 1) next.push("Add one more role to see them side by side.", ...levelsOfOne(columns[0].role));
  if (columns.length === most && notes.length === 0) next.push("Six roles are as many as fit side by side. Remove one to add another.");
  byId("choice").replaceChildren(
    ...notes.map((note) => h("p", { class: "note" }, note)),
    ...(next.length > 0 ? [h("p", {}, next)] : []),
  );
}

/** An offer to compare the levels of a role with each other. */
function levelsOfOne(role) {
  if (role.levels.length < least) return [];
  const columns = role.levels.slice(0, most).map((level) => ({ slug: role.slug, level }));
  return [" Or ", h("a", { href: addressOf(columns) }, `compare its ${count(columns.length, "level")}`), "."];
}

/** What to say of a role that is chosen twice. */
export const twice = (role) => `${role.title} is there already. To compare its levels, choose another level of the one that is there first.`;

/** What to say of a role too many. */
export const tooMany = (title) => `Six roles are as many as fit side by side. Remove one to add ${title}.`;

/** What to say of a name that is not clear: its text, and buttons for the roles that come near. */
export const notFound = (name, near, add) => near.length === 0 ? `“${name}” is no title that the catalog knows.` : [
  `“${name}” may be several roles. Did you mean `,
  near.slice(0, 4).flatMap(({ role, title }) => [h("button", { type: "button", class: "plain", onclick: () => add(role) }, title), " "]),
];

/** What to say of a level that a role has not. */
export const notHired = (role, level) =>
  `${role.title} is not hired at the level “${level}”; it is hired at ${listed(role.levels, "or")}. All its levels are shown.`;

/** Offers comparisons to start with while nothing is compared. */
export async function showStarts(columns) {
  const starts = byId("starts");
  starts.hidden = true;
  if (columns.length > 0) return;
  const { items } = await once("/v1/families");
  const slugs = new Set(items.flatMap((family) => family.roles));
  const links = wellKnown
    .filter(([, ...roles]) => roles.every((slug) => slugs.has(slug)))
    .map(([label, ...roles]) => h("li", {}, h("a", { href: addressOf(roles.map((slug) => ({ slug }))) }, label)));
  if (links.length === 0) return;
  starts.replaceChildren(h("h2", {}, "Often confused"), h("ul", {}, links));
  starts.hidden = false;
}
