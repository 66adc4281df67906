// The review beside the ad: its score, what was found and how to mend it, and what the law of the places asks for.
import { h, count } from "./dom.js";
import { get, readSource, set } from "./brief.js";
import { ownSections } from "./fields.js";
import { reword } from "./lines.js";
import { once } from "./api.js";

const severities = { error: "Error", warning: "Warning", suggestion: "Suggestion", info: "Note" };
const evidence = { L: "the law", A: "strong evidence", B: "some evidence", C: "practice" };
const statuses = { unmet: "Missing", unverified: "Check", met: "Met" };

/** The member of the brief that a finding is about, if it is text. */
function memberOf(brief, finding) {
  for (const source of [finding.source, finding.pointer && `brief:${finding.pointer}`]) {
    const at = source && readSource(source);
    if (at?.kind === "brief" && typeof get(brief, at.name) === "string") return at.name;
  }
  return undefined;
}

/** text with the nth occurrence (from 0) of words replaced; undefined if there is none. */
function replaceNth(text, words, n, by) {
  let at = -1;
  for (let i = 0; i <= n; i += 1) at = text.indexOf(words, at + 1);
  if (at < 0) return undefined;
  const rest = by === "" ? text.slice(at + words.length).replace(/^\s+/, "") : text.slice(at + words.length);
  return text.slice(0, at) + by + rest;
}

/** The brief with a suggestion put in place of what was found; undefined if the words are not the caller's to change. */
export function fix(brief, review, finding, suggestion, lineOf) {
  const alike = ({ source, excerpt }) => source === finding.source && excerpt === finding.excerpt;
  const n = review.findings.filter((other) => alike(other) && other.start < finding.start).length;
  const pointer = memberOf(brief, finding);
  if (pointer) {
    const text = replaceNth(get(brief, pointer), finding.excerpt, n, suggestion);
    return text === undefined ? undefined : set(brief, pointer, text);
  }
  const line = finding.source && lineOf(finding.source);
  if (!line || readSource(line.source).kind !== "catalog" || !ownSections.includes(line.section)) return undefined;
  const text = replaceNth(line.text, finding.excerpt, n, suggestion);
  return text === undefined ? undefined : reword(brief, line, text);
}

/** What the law asks for is told with the duties; a finding of it that marks words is told here as well. */
const isTold = (finding) => finding.category !== "law" || finding.excerpt !== "";

export class ReviewPanel {
  #root;
  #actions;
  #key;

  /** actions: brief(), lineOf(source), changed(brief, words), focus(pointer), showMark(index). */
  constructor(root, actions) {
    this.#root = root;
    this.#actions = actions;
  }

  clear() {
    this.#key = undefined;
    this.#root.replaceChildren();
  }

  /** Shows a review, unless it is the one that is shown. */
  render(review) {
    const key = JSON.stringify([review, this.#actions.brief().omit]);
    if (key === this.#key) return;
    this.#key = key;
    const focus = this.#root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const findings = review.findings.map((finding, index) => ({ finding, index })).filter(({ finding }) => isTold(finding));
    this.#root.replaceChildren(
      this.#score(review),
      h("h3", {}, findings.length === 0 ? "No findings in the words" : count(findings.length, "finding")),
      h("ul", { class: "findings" }, findings.map(({ finding, index }) => this.#finding(review, finding, index))),
      this.#duties(review),
    );
    if (focus) this.#root.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  }

  /** Puts the focus on a finding. */
  show(index) {
    this.#root.querySelector(`[data-finding="${index}"]`)?.focus();
  }

  #score({ score, metrics }) {
    const bar = h("span", { class: "fill" });
    bar.style.width = `${score}%`;
    const measures = [
      [metrics.words.toLocaleString("en"), "Words"],
      [`Grade ${Math.max(0, metrics.flesch_kincaid_grade).toFixed(0)}`, "Reading (Flesch–Kincaid)"],
      [metrics.gender.coding === "neutral" ? "Neutral" : `${metrics.gender.coding[0].toUpperCase()}${metrics.gender.coding.slice(1)}`.replaceAll("_", " "), "Gender of the wording"],
    ];
    return h(
      "div",
      { class: "score" },
      h("p", { class: "number" }, h("strong", {}, String(score)), h("span", {}, " of 100")),
      h("span", { class: "bar", "aria-hidden": "true" }, bar),
      h("dl", {}, measures.map(([value, name]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    );
  }

  #finding(review, finding, index) {
    const fixes = finding.suggestions
      .map((suggestion) => ({ suggestion, brief: fix(this.#actions.brief(), review, finding, suggestion, this.#actions.lineOf) }))
      .filter(({ brief }) => brief)
      .slice(0, 3);
    const member = finding.pointer || memberOf(this.#actions.brief(), finding);
    return h(
      "li",
      { class: `finding ${finding.severity}`, "data-finding": index, tabindex: "-1" },
      h("p", { class: "what" }, h("span", { class: `severity ${finding.severity}` }, severities[finding.severity]), " ", finding.message),
      h(
        "p",
        { class: "actions" },
        fixes.map(({ suggestion, brief }) =>
          h(
            "button",
            { type: "button", class: "fix", "data-key": `${finding.rule} ${finding.source} ${suggestion}`, onclick: () => this.#actions.changed(brief, suggestion ? `Now it says “${suggestion}”.` : "Deleted.") },
            suggestion ? `Use “${suggestion}”` : `Delete “${finding.excerpt}”`,
          ),
        ),
        finding.excerpt && h("button", { type: "button", class: "plain", onclick: () => this.#actions.showMark(index) }, "Show"),
        member && h("button", { type: "button", class: "plain", onclick: () => this.#actions.focus(member) }, "Edit"),
      ),
      h(
        "details",
        {},
        h("summary", {}, "Why"),
        h("p", {}, `Rests on ${evidence[finding.evidence] ?? finding.evidence}: ${finding.citation}.`),
        finding.contrary && h("p", {}, `What speaks against it: ${finding.contrary}`),
        h("p", {}, "Rule ", h("code", {}, finding.rule)),
      ),
    );
  }

  #duties({ duties, notice }) {
    if (duties.length === 0) {
      return h("div", { class: "duties" }, h("h3", {}, "The law"), h("p", { class: "soft" }, "Name a place, and what its law asks of an ad is checked."));
    }
    const rank = ["unmet", "unverified", "met"];
    const met = duties.filter(({ status }) => status === "met");
    const sorted = [...duties].sort((a, b) => rank.indexOf(a.status) - rank.indexOf(b.status));
    return h(
      "div",
      { class: "duties" },
      h("h3", {}, "The law of the places"),
      h("ul", {}, sorted.filter(({ status }) => status !== "met").map((duty) => this.#duty(duty))),
      met.length > 0 && h("details", { class: "met", open: met.length === duties.length }, h("summary", {}, `${count(met.length, "duty", "duties")} met`), h("ul", {}, met.map((duty) => this.#duty(duty)))),
      h("p", { class: "soft small" }, notice),
    );
  }

  #duty(duty) {
    const sources = h("span");
    once("/v1/jurisdictions").then(({ items }) => {
      const row = items.find(({ code, requires, prohibits }) => code === duty.jurisdiction && [...requires, ...prohibits].includes(duty.duty));
      if (row) sources.textContent = ` Sources: ${row.sources.join("; ")}.`;
    }, () => {});
    const needs = duty.level === "required" ? statuses[duty.status] : duty.status === "met" ? "Met" : "Advised";
    return h(
      "li",
      { class: `duty ${duty.status}` },
      h("p", {}, h("span", { class: `severity ${duty.status}` }, needs), " ", duty.message),
      duty.status !== "met" && duty.pointer && h("p", { class: "actions" }, h("button", { type: "button", class: "plain", "data-key": `${duty.jurisdiction} ${duty.duty}`, onclick: () => this.#actions.focus(duty.pointer) }, "Answer")),
      h("details", {}, h("summary", {}, "Source"), h("p", {}, `${duty.statute || duty.name}. Confidence: ${duty.confidence}. Right as of ${duty.as_of}.`, sources)),
    );
  }
}
