// The ad as it takes shape: the service's own HTML, in which each line knows its source and each finding is marked. A new ad
// changes only the sections that are different, so nothing flickers and nobody loses their place.
import { h } from "./dom.js";
import { readSource } from "./brief.js";

const squeeze = (text) => text.replace(/\s+/g, "");

/** The text of a tree without white space, and where each of its characters is. */
function readText(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const at = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let offset = 0; offset < node.data.length; offset += 1) {
      if (/\s/.test(node.data[offset])) continue;
      text += node.data[offset];
      at.push({ node, offset });
    }
  }
  return { text, at };
}

/** Where each line of the ad is in the text, in order. A line that the text does not hold is left out. */
function placeLines(text, sections) {
  const placed = [];
  let from = 0;
  for (const section of sections) {
    const heading = squeeze(section.heading);
    if (heading && text.indexOf(heading, from) >= 0) from = text.indexOf(heading, from) + heading.length;
    for (const line of section.lines) {
      const words = squeeze(line.text);
      const start = words ? text.indexOf(words, from) : -1;
      if (start < 0) continue;
      from = start + words.length;
      placed.push({ start, end: from, text: line.text, source: line.source, section: section.id });
    }
  }
  return placed;
}

/** Where the excerpt of each finding is, within the line that it is about. */
function placeFindings(text, lines, findings) {
  const used = new Map();
  const placed = [];
  findings.forEach((finding, index) => {
    const words = squeeze(finding.excerpt);
    if (!words) return;
    const line = lines.find(({ source }) => source === finding.source);
    const key = `${finding.source} ${words}`;
    const start = text.indexOf(words, used.get(key) ?? line?.start ?? 0);
    if (start < 0 || (line && start + words.length > line.end)) return;
    used.set(key, start + words.length);
    placed.push({ start, end: start + words.length, index, severity: finding.severity });
  });
  return placed;
}

/** Cuts text nodes where lines and findings begin and end, and wraps the pieces. */
function wrap({ at }, lines, marks) {
  const pieces = new Map(); // node → cuts
  const cover = (item, kind) => {
    for (let i = item.start; i < item.end; ) {
      const { node, offset } = at[i];
      let last = i;
      while (last + 1 < item.end && at[last + 1].node === node) last += 1;
      if (!pieces.has(node)) pieces.set(node, []);
      pieces.get(node).push({ kind, item, from: offset, to: at[last].offset + 1 });
      i = last + 1;
    }
  };
  lines.forEach((line) => cover(line, "line"));
  marks.forEach((mark) => cover(mark, "mark"));
  for (const [node, parts] of pieces) rebuild(node, parts);
}

function rebuild(node, parts) {
  const cuts = [...new Set([0, node.data.length, ...parts.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  let open; // the span of the line that is being filled
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const inside = (kind) => parts.find((part) => part.kind === kind && part.from <= cuts[i] && cuts[i + 1] <= part.to)?.item;
    const [line, mark] = [inside("line"), inside("mark")];
    let piece = document.createTextNode(node.data.slice(cuts[i], cuts[i + 1]));
    if (mark) piece = h("mark", { class: mark.severity, "data-finding": mark.index }, piece);
    if (!line) {
      fragment.append(piece);
      open = undefined;
      continue;
    }
    if (open?.line !== line) {
      open = { line, span: h("span", { class: "line", "data-line": line.number }) };
      fragment.append(open.span);
    }
    open.span.append(piece);
  }
  node.replaceWith(fragment);
}

const origins = {
  brief: { letter: "Y", words: "You wrote this" },
  catalog: { letter: "C", words: "From the catalog" },
  law: { letter: "§", words: "For the law" },
  template: { letter: "L", words: "From the layout" },
};

/** What the marks behind lines mean. */
export const legend = Object.values(origins);

function originButton(line) {
  const { kind } = readSource(line.source);
  const { letter, words } = origins[kind] ?? origins.template;
  return h(
    "button",
    { type: "button", class: `origin ${kind}`, "data-line": line.number, tabindex: "-1", "aria-expanded": "false", title: words, "aria-label": `${words}: ${line.text.slice(0, 80)}` },
    letter,
  );
}

/** The ad's headings are one step lower here, as the page has a title of its own. */
function demote(root) {
  for (const level of [5, 4, 3, 2, 1]) {
    for (const heading of root.querySelectorAll(`h${level}`)) {
      const lower = h(`h${level + 1}`, { class: level === 1 ? "ad-title" : null });
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
  }
}

/** The ad's HTML in sections, with lines and findings marked. */
function layOut(ad) {
  const body = new DOMParser().parseFromString(ad.html, "text/html").body;
  const index = readText(body);
  const lines = placeLines(index.text, ad.sections).map((line, number) => ({ ...line, number }));
  wrap(index, lines, placeFindings(index.text, lines, ad.review?.findings ?? []));
  for (const line of lines) {
    const spans = body.querySelectorAll(`span[data-line="${line.number}"]`);
    spans[spans.length - 1]?.after(originButton(line));
  }
  for (const link of body.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  demote(body);
  // Each block reads in the direction of its first letter, and the mark of an item goes with it; a paragraph that had a
  // direction of its own would count for nothing in that of its item.
  for (const block of body.querySelectorAll("h2, h3, h4, h5, h6, li, :not(li) > p")) block.dir = "auto";
  const sections = [];
  for (const child of [...body.children]) {
    if (sections.length === 0 || child.tagName === "H3") sections.push(h("section"));
    sections.at(-1).append(child);
  }
  return { lines, sections };
}

export class Preview {
  #root;
  #shown = []; // {element, key} of each section on the page
  #lines = [];

  constructor(root) {
    this.#root = root;
    root.addEventListener("keydown", (event) => this.#move(event));
  }

  /** The lines of the ad on the page, by number: {number, text, source, section}. */
  line(number) {
    return this.#lines[number];
  }

  /** The first line of that source. */
  lineFrom(source) {
    return this.#lines.find((line) => line.source === source);
  }

  /** Shows an ad. A section in which somebody is writing stays as it is. */
  render(ad) {
    const { lines, sections } = layOut(ad);
    this.#lines = lines;
    const before = this.#shown;
    this.#shown = sections.map((element, i) => {
      const key = element.outerHTML;
      const old = before[i];
      if (old && (old.key === key || old.element.querySelector("textarea"))) return old;
      if (old) old.element.replaceWith(element);
      else this.#root.append(element);
      return { element, key };
    });
    for (const { element } of before.slice(sections.length)) element.remove();
    this.#root.hidden = false;
    const buttons = this.#buttons();
    if (!buttons.some((button) => button.tabIndex === 0)) buttons[0]?.setAttribute("tabindex", "0");
  }

  /** Forgets the ad. */
  clear() {
    this.#root.replaceChildren();
    this.#shown = [];
    this.#lines = [];
    this.#root.hidden = true;
  }

  #buttons() {
    return [...this.#root.querySelectorAll("button.origin")];
  }

  /** Up, Down, Home and End go from line to line; Tab leaves the ad. */
  #move(event) {
    if (!event.target.matches("button.origin")) return;
    const buttons = this.#buttons();
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || !buttons[to]) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  }
}
