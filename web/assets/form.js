// The form of a brief. It shows a brief, its faults and the questions that it leaves open, and tells of edits by the pointer of
// the member.
import { h, show } from "./dom.js";
import { compact, get } from "./brief.js";
import { makeControl } from "./controls.js";
import { groups, payFields, placeFields } from "./fields.js";

const idOf = (pointer, prefix = "f") => prefix + pointer.replaceAll("/", "-");

/**
 * A field with its label, the service's question, a hint and a place for faults. prefix tells ids of the same field in
 * other places of the page apart.
 */
export function makeField(field, edited, { prefix = "f", made } = {}) {
  const id = idOf(field.pointer, prefix);
  const control = made ?? makeControl(field, id, edited);
  const ask = h("p", { class: "ask", id: `${id}-ask`, hidden: true });
  const fault = h("p", { class: "fault", id: `${id}-fault`, hidden: true });
  const hint = field.hint ? h("p", { class: "hint", id: `${id}-hint` }, field.hint) : null;
  const grouped = field.kind === "choice";
  const described = `${id}-fault ${id}-ask${hint ? ` ${id}-hint` : ""}`;
  const name = [field.label, field.required ? h("span", { class: "need" }, " needed") : null];
  const element = grouped
    ? h("fieldset", { class: "field", "aria-describedby": described }, h("legend", { class: "label" }, name), ask, control.element, hint, fault)
    : h("div", { class: field.width ? `field ${field.width}` : "field" }, h("label", { for: id }, name), ask, hint, control.element, fault);
  if (!grouped) control.target.setAttribute("aria-describedby", described);
  return { ...control, field, pointer: field.pointer, element, ask, fault };
}

/** Shows text in a paragraph, or hides the paragraph if there is none. */
function tell(paragraph, text) {
  if (paragraph.textContent !== text) paragraph.textContent = text;
  paragraph.hidden = !text;
}

export class Form {
  #fields = new Map(); // by pointer
  #groups = [];
  #places;
  #edited;

  /** Builds the form in root. special makes the controls of kinds that need more than a brief: role and omitted. */
  constructor(root, { edited, special }) {
    this.#edited = edited;
    root.addEventListener("submit", (event) => event.preventDefault());
    for (const group of groups()) {
      const state = h("span", { class: "state" });
      const body = h("div", { class: "fields" }, group.note ? h("p", { class: "hint wide" }, group.note) : null);
      const more = h("div", { class: "fields" });
      for (const field of group.fields) (field.more ? more : body).append(this.#make(field, special));
      if (more.children.length > 0) body.append(h("details", { class: "more wide" }, h("summary", {}, "More"), more));
      const box = h("details", { class: "group", id: `group-${group.id}`, open: group.open }, h("summary", {}, h("h3", {}, group.title), state), body);
      this.#groups.push({ group, box, state });
      root.append(box);
    }
  }

  #make(field, special) {
    if (field.kind === "places") return this.#makePlaces(field);
    if (field.kind === "pay") {
      const parts = payFields().map((part) => this.#add({ ...part, pointer: `${field.pointer}/${part.member}` }));
      return this.#box(field, parts);
    }
    return this.#add(field, special?.[field.kind]?.(field, idOf(field.pointer), (value) => this.#edited(field.pointer, value)));
  }

  #add(field, made) {
    const one = makeField(field, (value) => this.#edited(field.pointer, value), { made });
    this.#fields.set(field.pointer, one);
    return one.element;
  }

  /** A group of fields that are one member of the brief. */
  #box(field, content) {
    const id = idOf(field.pointer);
    const ask = h("p", { class: "ask wide", id: `${id}-ask`, hidden: true });
    const fault = h("p", { class: "fault wide", id: `${id}-fault`, hidden: true });
    const element = h("fieldset", { class: "field box", "aria-describedby": `${id}-fault ${id}-ask` }, h("legend", { class: "label" }, field.label), ask, h("div", { class: "fields" }, content), fault);
    this.#fields.set(field.pointer, { field, pointer: field.pointer, element, ask, fault, target: null, read: () => undefined, write: () => {} });
    return element;
  }

  #makePlaces(field) {
    const rows = h("div", { class: "places wide" });
    const more = h("button", { type: "button", class: "plain", onclick: () => this.#addPlace(true) }, "Add a place");
    this.#places = { field, rows };
    const box = this.#box(field, [rows, h("p", { class: "wide" }, more)]);
    this.#addPlace(false);
    return box;
  }

  #addPlace(focus) {
    const { field, rows } = this.#places;
    const index = rows.children.length;
    const parts = placeFields().map((part) => this.#add({ ...part, pointer: `${field.pointer}/${index}/${part.member}` }));
    const drop = h("button", { type: "button", class: "plain drop", "aria-label": `Remove place ${index + 1}`, onclick: () => this.#dropPlace(index) }, "Remove");
    rows.append(h("div", { class: "place fields", role: "group", "aria-label": `Place ${index + 1}` }, parts, index > 0 ? drop : null));
    if (focus) this.focus(`${field.pointer}/${index}/city`);
  }

  /** Takes a place away: those after it move up, in the brief and on the page. */
  #dropPlace(index) {
    const { field, rows } = this.#places;
    const values = [...rows.children].map((_, i) => Object.fromEntries(placeFields().map(({ member }) => [member, this.#fields.get(`${field.pointer}/${i}/${member}`).read()])));
    values.splice(index, 1);
    this.#shrink(values.length);
    this.#edited(field.pointer, values);
    this.fill({ places: values }, field.pointer);
    this.focus(`${field.pointer}/${Math.min(index, values.length - 1)}/city`);
  }

  #shrink(rows) {
    while (this.#places.rows.children.length > rows) {
      const index = this.#places.rows.children.length - 1;
      this.#places.rows.lastElementChild.remove();
      for (const { member } of placeFields()) this.#fields.delete(`${this.#places.field.pointer}/${index}/${member}`);
    }
  }

  /** Shows a brief: all of it, or what the pointer starts. */
  fill(brief, pointer = "") {
    const places = Array.isArray(brief.places) ? brief.places.length : 0;
    while (this.#places.rows.children.length < places) this.#addPlace(false);
    if (pointer === "") this.#shrink(Math.max(1, places));
    for (const one of this.#fields.values()) {
      if (one.pointer.startsWith(pointer)) one.write(get(brief, one.pointer));
    }
    for (const { group, box } of this.#groups) {
      const told = (field) => get(compact(brief), field.pointer) !== undefined;
      if (pointer === "" && group.fields.some(told)) box.open = true;
      if (pointer === "" && group.fields.some((field) => field.more && told(field))) box.querySelector(".more").open = true;
    }
  }

  /** A pointer into the brief as it is sent, in which a place that says nothing does not count, as one into the form. */
  #inForm(pointer) {
    const [, list, index, rest = ""] = /^(\/places)\/(\d+)(\/.*)?$/.exec(pointer) ?? [];
    if (list === undefined) return pointer;
    const told = [...this.#places.rows.children].flatMap((_, row) =>
      placeFields().some(({ member }) => this.#fields.get(`${list}/${row}/${member}`).read() !== undefined) ? [row] : [],
    );
    return `${list}/${told[index] ?? index}${rest}`;
  }

  /** The field that a pointer names, or the nearest one around it. */
  find(pointer) {
    for (let at = this.#inForm(pointer); at; at = at.slice(0, at.lastIndexOf("/"))) {
      if (this.#fields.has(at)) return this.#fields.get(at);
    }
    return undefined;
  }

  /** The field of that pointer itself. */
  field(pointer) {
    return this.#fields.get(pointer);
  }

  /** Shows faults beside their fields, and returns those that have none. */
  faults(errors) {
    const texts = new Map();
    const homeless = [];
    for (const error of errors) {
      const one = error.pointer ? this.find(error.pointer) : undefined;
      if (!one) {
        homeless.push(error);
        continue;
      }
      const place = this.#inForm(error.pointer).slice(one.pointer.length + 1);
      const text = /^\d+$/.test(place) ? `Line ${Number(place) + 1}: ${error.detail}` : error.detail;
      texts.set(one, texts.has(one) ? `${texts.get(one)} ${text}` : text);
    }
    for (const one of this.#fields.values()) {
      tell(one.fault, texts.get(one) ?? "");
      one.target?.setAttribute("aria-invalid", texts.has(one));
    }
    this.#mark();
    return homeless;
  }

  /** Shows each question at its field, except where somebody is writing just now. */
  asks(questions) {
    const texts = new Map();
    for (const { pointer, question } of questions) {
      const one = this.find(pointer);
      if (one && !texts.has(one)) texts.set(one, question);
    }
    for (const one of this.#fields.values()) {
      if (!one.element.contains(document.activeElement)) tell(one.ask, texts.get(one) ?? "");
    }
    this.#mark();
  }

  #mark() {
    for (const { box, state } of this.#groups) {
      const faults = box.querySelectorAll(".fault:not([hidden])").length;
      const asks = box.querySelectorAll(".ask:not([hidden])").length;
      state.textContent = faults > 0 ? `${faults} to mend` : asks > 0 ? `${asks} open` : "";
      state.classList.toggle("bad", faults > 0);
    }
  }

  /** Opens the group of a field and puts the focus on it. */
  focus(pointer) {
    const one = this.find(pointer);
    if (!one) return;
    for (let box = one.element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const target = one.target ?? one.element.querySelector("input, select, textarea, button");
    show(target);
  }
}
