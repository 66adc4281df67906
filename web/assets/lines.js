// What can be done with a line of the ad, in place: see where it comes from, write it anew, leave it out.
import { h } from "./dom.js";
import { get, readSource, set, sourceWords } from "./brief.js";
import { ownSections } from "./fields.js";

/** The brief without a line of the catalog. Lines of the layout go with their section. */
export function leaveOut(brief, line) {
  const at = readSource(line.source);
  const name = at.kind === "catalog" ? at.name : line.section;
  return set(brief, "/omit", [...(brief.omit ?? []), name]);
}

/** The brief with a line in other words: the caller's own line is changed, one of the catalog is left out for it. */
export function reword(brief, line, text) {
  const at = readSource(line.source);
  if (at.kind === "brief") return set(brief, at.name, text || undefined);
  const own = [...(brief[line.section] ?? []), text];
  return set(leaveOut(brief, line), `/${line.section}`, own);
}

/** What may be done with a line. */
export function powers(brief, line) {
  const at = readSource(line.source);
  const own = at.kind === "brief";
  return {
    edit: own,
    reword: own ? typeof get(brief, at.name) === "string" && ownSections.includes(line.section) : at.kind === "catalog" && ownSections.includes(line.section),
    leaveOut: at.kind === "catalog" || (at.kind === "template" && line.section === "encouragement"),
    remove: own && ownSections.includes(line.section),
  };
}

/**
 * Opens what can be done below a line of the preview. actions: brief() gives the brief, changed(brief, words) takes a new
 * one, focus(pointer) goes to a field, names() gives {role}, closed() is told when nothing is open any more.
 */
export class LinePanel {
  #open; // {panel, button}

  constructor(root, preview, actions) {
    this.actions = actions;
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button.origin") ?? this.#buttonOf(root, event.target.closest("span.line"));
      if (button) this.#toggle(button, preview.line(Number(button.dataset.line)));
    });
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#open) return;
      const { button } = this.#open;
      this.close();
      button.focus();
    });
  }

  #buttonOf(root, span) {
    if (!span || !getSelection().isCollapsed) return null;
    return root.querySelector(`button.origin[data-line="${span.dataset.line}"]`);
  }

  close() {
    if (!this.#open) return;
    this.#open.panel.remove();
    this.#open.button.setAttribute("aria-expanded", "false");
    this.#open = undefined;
    this.actions.closed();
  }

  #toggle(button, line) {
    const same = this.#open?.button === button;
    this.close();
    if (same || !line) return;
    const panel = h("div", { class: "line-panel", dir: "ltr", role: "group", "aria-label": "This line" });
    const block = button.closest("li") ?? button.closest("p") ?? button.parentElement;
    if (block.tagName === "LI") block.append(panel);
    else block.after(panel);
    button.setAttribute("aria-expanded", "true");
    this.#open = { panel, button };
    this.#offer(panel, line);
  }

  #offer(panel, line) {
    const may = powers(this.actions.brief(), line);
    const at = readSource(line.source);
    const act = (label, run) => h("button", { type: "button", onclick: run }, label);
    panel.replaceChildren(
      h("p", { class: "small" }, sourceWords(line.source, this.actions.names()), " ", h("code", {}, line.source)),
      h(
        "p",
        { class: "actions" },
        may.reword && act("Reword", () => this.#write(panel, line)),
        may.leaveOut && act("Leave out", () => this.#change(leaveOut(this.actions.brief(), line), "Left out.")),
        may.remove && act("Remove", () => this.#change(set(this.actions.brief(), at.name, undefined), "Removed.")),
        may.edit && !may.reword && act("Edit in the brief", () => this.actions.focus(at.name)),
        act("Close", () => {
          const { button } = this.#open;
          this.close();
          button.focus();
        }),
      ),
    );
    panel.querySelector("button").focus();
  }

  #write(panel, line) {
    const area = h("textarea", { "aria-label": "The line in your words", dir: "auto", rows: 3 });
    area.value = line.text;
    const save = () => {
      const text = area.value.replace(/\s+/g, " ").trim();
      if (text && text !== line.text) this.#change(reword(this.actions.brief(), line, text), "Reworded.");
      else this.close();
    };
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      save();
    });
    panel.replaceChildren(
      area,
      h(
        "p",
        { class: "actions" },
        h("button", { type: "button", class: "primary", onclick: save }, "Save"),
        h("button", { type: "button", onclick: () => this.close() }, "Cancel"),
      ),
    );
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  #change(brief, words) {
    this.close();
    this.actions.changed(brief, words);
  }
}
