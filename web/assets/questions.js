// The service's own questions above the ad. An answer goes into the brief, and so into the form.
import { h } from "./dom.js";
import { makeField } from "./form.js";
import { get, set } from "./brief.js";
import { groups, payFields, placeFields } from "./fields.js";


/** The fields that answer a question, each with the pointer of the member that it sets. */
function fieldsOf(pointer) {
  const field = groups().flatMap((group) => group.fields).find((one) => one.pointer === pointer);
  if (!field) return [];
  if (field.kind === "pay") return payFields().map((part) => ({ ...part, pointer: `${pointer}/${part.member}` }));
  if (field.kind === "places") return placeFields().filter(({ member }) => ["city", "country", "region"].includes(member)).map((part) => ({ ...part, pointer: `${pointer}/0/${part.member}` }));
  return [{ ...field, hint: undefined, required: false }];
}

export class Questions {
  #root;
  #actions;
  #shown = []; // {pointer, question, element}
  #later = new Set(); // pointers that were put off
  #all = false;
  #key; // of what is shown

  /** actions: brief(), changed(brief, words). */
  constructor(root, actions) {
    this.#root = root;
    this.#actions = actions;
  }

  clear() {
    this.#shown = [];
    this.#key = undefined;
    this.#root.hidden = true;
    this.#root.replaceChildren();
  }

  /** Shows what is still open. A question that stays keeps what was typed into it. */
  render(questions) {
    const open = questions.filter(({ pointer }) => !this.#later.has(pointer) && fieldsOf(pointer).length > 0);
    const wanted = this.#all ? open : open.slice(0, 1);
    const more = open.length - wanted.length;
    const key = JSON.stringify([wanted.map(({ pointer, question }) => [pointer, question]), more]);
    if (key === this.#key) return;
    this.#key = key;
    const focused = this.#root.contains(document.activeElement) ? document.activeElement : undefined;
    const kept = new Map(this.#shown.map((one) => [`${one.pointer} ${one.question}`, one]));
    this.#shown = wanted.map((question) => kept.get(`${question.pointer} ${question.question}`) ?? { ...question, element: this.#ask(question) });
    this.#root.hidden = open.length === 0;
    this.#root.replaceChildren(
      h("h3", {}, this.#all || more === 0 ? "The ad gets better with an answer" : `The ad gets better with an answer, and with ${more} more`),
      ...(more > 0 ? [h("button", { type: "button", class: "plain all", onclick: () => this.#showAll(questions) }, "Show all questions")] : []),
      h("ul", {}, this.#shown.map(({ element }) => element)),
    );
    if (!focused) return;
    if (this.#root.contains(focused)) focused.focus();
    else this.#root.querySelector("input, select, textarea")?.focus();
  }

  #showAll(questions) {
    this.#all = true;
    this.render(questions);
  }

  #ask({ pointer, question, why }) {
    const values = new Map();
    const fields = fieldsOf(pointer).map((field) => {
      const one = makeField(field, (value) => values.set(field.pointer, value), { prefix: "q" });
      one.write(get(this.#actions.brief(), field.pointer));
      return one;
    });
    if (fields.length === 1) fields[0].element.querySelector("label, legend").classList.add("unseen");
    const answer = (event) => {
      event.preventDefault();
      const told = [...values].filter(([, value]) => value !== undefined);
      if (told.length === 0) return fields[0].target.focus();
      return this.#actions.changed(told.reduce((brief, [at, value]) => set(brief, at, value), this.#actions.brief()), "Answered.");
    };
    const later = () => {
      this.#later.add(pointer);
      this.#actions.changed(this.#actions.brief());
    };
    return h(
      "li",
      {},
      h(
        "form",
        { onsubmit: answer, "aria-label": question, "data-pointer": pointer },
        h("p", { class: "question" }, question),
        h("p", { class: "hint" }, why),
        h("div", { class: "fields" }, fields.map(({ element }) => element)),
        h("p", { class: "actions" }, h("button", { class: "primary" }, "Answer"), h("button", { type: "button", class: "plain", onclick: later }, "Later")),
      ),
    );
  }
}
