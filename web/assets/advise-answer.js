// An answer of the service on whom to hire, in words.
import { article, listed } from "/assets/roles.js";
import { sourced, sourcesButton } from "/assets/compare-table.js";
import { count, h } from "/assets/dom.js";

/** What the questions are called where they are listed, by pointer. */
const questionWords = {
  "/need/problem": "What is to be solved",
  "/need/stage": "How far the company has come",
  "/need/team_size": "How many people are on the team",
  "/need/has_architect": "Who owns the overall design",
  "/need/can_mentor": "Who has time to teach",
  "/need/budget": "What can be spent",
  "/need/team": "Who is there already",
  "/description": "The need in your own words",
};

const weights = {
  1: "A hint", 2: "A good reason", 3: "Decisive",
  "-1": "A hint against", "-2": "A good reason against", "-3": "Decisive against",
};

/** A verdict in a sentence without its stop. many is whether there are more than two candidates. */
export function verdictWords(verdict, { titles, many }) {
  const { kind, role, title, roles = [] } = verdict;
  if (kind === "hire") return `Hire ${article(title)} ${title}`;
  if (kind === "either") return `${roles.length > 2 ? "Any of these fits" : "Either fits"}: ${listed(roles.map((slug) => titles.get(slug) ?? slug), "or")}`;
  const none = many ? "None of them" : "Neither";
  return role ? `${none}: ${article(title)} ${title} fits better` : `${none} fits`;
}

/** What an answer says first. Without candidates there may be nobody to speak of. */
export const sentence = (answer, context) =>
  answer.ranking.length === 0 ? "No role of the catalog has these words" : verdictWords(answer.verdict, context);

/**
 * An answer as elements. context has titles (of roles, by slug), makes (each {title, href}: the ads that can be made), many,
 * apply(flip), focus(pointer), and undo ({text, back}) if a flip has just been applied.
 */
export function answerOf(answer, context) {
  return [
    verdictPart(answer, context),
    answer.ranking.length > 0 && whyPart(answer.ranking),
    answer.flips.length > 0 && flipsPart(answer.flips, context),
    answer.unknown.length > 0 && unknownPart(answer.unknown, context),
  ].filter(Boolean);
}

function verdictPart(answer, context) {
  const { makes, undo } = context;
  const one = makes.length === 1;
  return h("section", { class: `card verdict ${answer.verdict.kind}`, "aria-labelledby": "verdict" },
    undo && h("p", { class: "applied small" }, `Changed: ${undo.text[0].toLowerCase()}${undo.text.slice(1)}. `,
      h("button", { type: "button", class: "plain", onclick: undo.back }, "Undo")),
    h("h3", { id: "verdict", tabindex: -1 }, sentence(answer, context), "."),
    answer.verdict.texts.length > 0 && h("div", { class: "when" },
      answer.verdict.kind === "hire" && h("p", { class: "soft small" }, "A curator says when to hire this role:"),
      h("ul", {}, answer.verdict.texts.map((line) => h("li", {}, sourced(line))))),
    answer.ranking.length === 0 && answer.verdict.texts.length === 0 && h("p", {}, "Say it in other words, or choose the roles to decide between."),
    makes.length > 0 && h("p", { class: "doings" }, makes.map(({ title, href }, i) =>
      h("a", { class: `button${i === 0 ? " primary" : ""}`, href, "aria-label": `Make this ad: ${title}` }, one ? "Make this ad" : `Make this ad: ${title}`))));
}

function whyPart(ranking) {
  return h("section", { class: "why", "aria-labelledby": "why-title" },
    h("div", { class: "heading" }, h("h3", { id: "why-title" }, "Why"), sourcesButton()),
    h("ol", { class: "ranking" }, ranking.map((ranked) => h("li", {},
      h("div", { class: "ranked" }, h("h4", {}, h("a", { href: `/roles/${ranked.role}` }, ranked.title)), h("span", { class: "sum soft small" }, total(ranked.points))),
      ranked.reasons.length > 0
        ? h("ul", { class: "reasons" }, ranked.reasons.map(reason))
        : h("p", { class: "soft small" }, "Nothing that was told speaks for it or against it."),
      ranked.level_reasons.length > 0 && h("details", {}, h("summary", {}, `Why ${ranked.level} level`),
        h("ul", { class: "reasons" }, ranked.level_reasons.map((why) => h("li", {}, sourced(why)))))))));
}

/** The points of a role in words. */
function total(points) {
  if (points === 0) return "Even";
  return points > 0 ? `${count(points, "point")} for it` : `${count(-points, "point")} against it`;
}

function reason({ rule, points, matches, ...line }) {
  if (rule === "description") {
    return h("li", { class: "for" }, h("span", { class: "weight" }, `Your words: ${count(points, "point")}`),
      h("ul", { class: "matches" }, (matches ?? []).slice(0, 4).map((match) => h("li", {},
        h("span", {}, marked(match)), h("small", { class: "source" }, match.source)))));
  }
  return h("li", { class: points < 0 ? "against" : "for" }, h("span", { class: "weight" }, weights[points] ?? total(points)), sourced(line));
}

/** A line in which the words that were found are marked, in whatever form they stand there. */
function marked({ text, words }) {
  return text.split(/([\p{L}\p{N}]+)/u).map((part, i) => (i % 2 === 1 && words.some((word) => akin(part, word)) ? h("mark", {}, part) : part));
}

/** Whether two words are the same but for their ends, as "cook" and "cooking" are. */
function akin(a, b) {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return one === other || same >= Math.max(4, Math.min(one.length, other.length) - 2);
}

function flipsPart(flips, context) {
  return h("section", { class: "flips", "aria-labelledby": "flips-title" },
    h("h3", { id: "flips-title" }, "What would change the answer"),
    h("ul", {}, flips.map((flip) => {
      const then = verdictWords(flip.then, context);
      return h("li", {}, h("div", {}, h("p", { class: "soft" }, `${flip.if}:`), h("p", {}, `${then}.`)),
        h("button", { type: "button", "aria-label": `Try it: ${flip.if}`, onclick: () => context.apply(flip) }, "Try it"));
    })));
}

function unknownPart(unknown, { focus }) {
  return h("section", { class: "unknown", "aria-labelledby": "unknown-title" },
    h("h3", { id: "unknown-title" }, "Not told yet"),
    h("ul", {}, unknown.map((pointer) => h("li", {},
      h("button", { type: "button", class: "plain", onclick: () => focus(pointer) }, questionWords[pointer] ?? pointer)))));
}
