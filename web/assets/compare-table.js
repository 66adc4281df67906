// A comparison as the service answers it, laid out: what a curator says first, then aspect by aspect what the roles have
// in common and what only one of them has. On a phone each cell names its role.
import { addressOf } from "/assets/compare-address.js";
import { article, listed } from "/assets/roles.js";
import { h } from "/assets/dom.js";

const differenceWords = { education: "Education", experience: "Experience", team_role: "Role in the team", focus: "Focus" };

/** A line with its source, which is shown on demand. */
export const sourced = ({ text, source }) => [h("span", {}, text), source && h("small", { class: "source" }, source)];

/** A button that shows or hides the sources of all lines on the page. */
export function sourcesButton() {
  const shown = () => document.body.classList.contains("sources");
  const tell = (button) => {
    button.setAttribute("aria-pressed", String(shown()));
  };
  const button = h("button", { type: "button", class: "plain", "data-sources": true, onclick: () => {
    document.body.classList.toggle("sources");
    document.querySelectorAll("[data-sources]").forEach(tell);
  } }, "Show sources");
  tell(button);
  return button;
}

/** The title of a comparison: a question between roles, or the levels of one. */
export function titleOf({ roles }) {
  const titles = roles.map((column) => column.title);
  return new Set(roles.map((column) => column.role)).size === 1 ? listed(titles) : `${listed(titles, "or")}?`;
}

/** The whole of a comparison. */
export function comparison(answer) {
  const columns = answer.roles.map(({ role, level }) => ({ slug: role, level }));
  const takeAway = (format, label) => h("a", { href: addressOf(columns, "/v1/compare") + `&format=${format}` }, label);
  return [
    h("div", { class: "heading" },
      h("h2", { id: "side-title", tabindex: -1 }, titleOf(answer)),
      h("p", { class: "ways small" }, h("a", { href: "#whom" }, "Not sure? Ask whom to hire"))),
    answer.advice.comparisons.map((curated) => curatedPart(curated, answer)),
    h("div", { class: "heading" },
      h("h3", { class: "part-title" }, "Side by side"),
      h("p", { class: "ways small" }, sourcesButton(), h("span", { class: "take" }, "Take it away: ", takeAway("markdown", "Markdown"), " ", takeAway("html", "HTML")))),
    h("div", { class: `sides of-${answer.roles.length}${answer.roles.length > 3 ? " of-many" : ""}` }, table(answer)),
  ];
}

function curatedPart(curated, { roles }) {
  const name = (slug) => roles.find((column) => column.role === slug)?.title ?? slug;
  const named = listed(curated.roles.map(name), "or");
  return h("section", { class: "card curated", "aria-label": `How to choose: ${named}` },
    h("h3", {}, curated.roles.length < new Set(roles.map((column) => column.role)).size ? named : "How to choose"),
    h("p", { class: "summary" }, sourced(curated.summary)),
    h("div", { class: "when-to" }, curated.hire.map(({ role, when }) => h("div", {},
      h("h4", {}, h("span", { class: "soft" }, `Hire ${article(name(role))} `), name(role), h("span", { class: "soft" }, " when")),
      h("ul", {}, when.map((line) => h("li", {}, sourced(line))))))),
    h("div", { class: "asides" },
      h("div", {}, h("h4", {}, "When it does not matter"), h("p", {}, sourced(curated.either))),
      curated.neither.length > 0 && h("div", {}, h("h4", {}, "When somebody else fits better"),
        h("ul", {}, curated.neither.map((other) => h("li", {},
          h("a", { href: `/roles/${other.role}` }, other.title), ": ", sourced(other)))))),
    h("details", {}, h("summary", {}, "How they differ"),
      h("dl", {}, curated.differences.map((line) => [h("dt", {}, differenceWords[line.aspect] ?? line.aspect), h("dd", {}, sourced(line))]))));
}

function table(answer) {
  return h("table", { role: "table" },
    h("caption", { class: "soft small" }, "Every line is from the role catalog."),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
      answer.roles.map(({ title }) => h("th", { role: "columnheader", scope: "col" }, title)))),
    h("tbody", { role: "rowgroup", class: "first" }, row(answer.roles, (column) => about(column))),
    answer.rows.map((aspect) => aspectPart(answer, aspect)));
}

/** A row with a cell for each column; what cellOf(column, index) gives is in it, and nothing is said by an empty one. */
const row = (roles, cellOf, name = null) =>
  h("tr", { role: "row", class: name }, roles.map((column, i) => {
    const inside = [cellOf(column, i)].flat(Infinity).filter(Boolean);
    return h("td", { role: "cell", class: inside.length === 0 ? "none" : null },
      h("span", { class: "who", "aria-hidden": "true" }, column.title), inside);
  }));

const across = (name, roles, words) =>
  h("tr", { role: "row", class: name }, h("th", { role: "rowheader", scope: "rowgroup", colspan: roles.length }, words));

function about({ role, level, title, summary }) {
  const builder = level ? `/#role=${role}&level=${level}` : `/#role=${role}`;
  return [
    h("p", { class: "about" }, summary),
    h("p", { class: "doings" },
      h("a", { class: "button primary", href: builder, "aria-label": `Make this ad: ${title}` }, "Make this ad"),
      h("a", { class: "more", href: `/roles/${role}`, "aria-label": `About this role: ${title}` }, "About this role")),
  ];
}

function aspectPart({ roles, shared, only }, { aspect, title, cells }) {
  const rows = [];
  if (cells.some((cell) => cell.text)) rows.push(row(roles, (_, i) => cells[i].text && h("p", {}, sourced(cells[i]))));
  const alike = shared[aspect] ?? [];
  for (const { lines } of alike) {
    rows.push(row(roles, ({ id }) => lines.filter((line) => line.role === id).map((line) => h("p", {}, sourced(line))), "alike"));
  }
  // The lines beside a count are not compared with each other, so they are all shown.
  const own = cells.map((cell, i) => (cell.text ? cell.items : only[roles[i].id]?.[aspect]) ?? []);
  if (alike.length > 0) rows.splice(rows.length - alike.length, 0, across("part", roles, "Much the same"));
  if (own.some((lines) => lines.length > 0)) {
    if (alike.length > 0) rows.push(across("part", roles, "Only here"));
    rows.push(row(roles, (_, i) => own[i].length > 0 && h("ul", {}, own[i].map((line) => h("li", {}, sourced(line))))));
  }
  return h("tbody", { role: "rowgroup" }, across("aspect", roles, title), rows);
}
