// The questions of the advice form: reads and sets them by the JSON Pointers that the interface gives them.
import { combobox } from "/assets/combobox.js";
import { findRoles, roleOf } from "/assets/roles.js";
import { announce, byId, h, show } from "/assets/dom.js";

const choices = ["problem", "stage", "budget"];
const truths = ["has_architect", "can_mentor"];
const texts = ["team_size", "description", "company"];

export class Form {
  #form;
  #team = []; // each {slug, title}
  #changed;

  /** Calls changed(typed) when an answer changes; typed if more keys may follow. */
  constructor(form, changed) {
    this.#form = form;
    this.#changed = changed;
    form.addEventListener("input", (event) => {
      if (event.target.name) changed(event.target.type !== "radio");
    });
    combobox({ input: byId("mate"), list: byId("mates-found"), search: findRoles, pick: (option) => this.#add(option.slug) });
  }

  /** The request for advice, without candidates. What is not told is not in it. */
  need() {
    const { elements } = this.#form;
    const need = {};
    for (const name of choices) if (elements[name].value) need[name] = elements[name].value;
    for (const name of truths) if (elements[name].value) need[name] = elements[name].value === "true";
    const size = elements.team_size.value.trim();
    if (size) need.team_size = Number(size);
    if (this.#team.length > 0) need.team = this.#team.map((role) => role.slug);
    const told = Object.keys(need).length > 0 ? { need } : {};
    if (elements.description.value.trim()) told.description = elements.description.value;
    if (elements.company.value.trim()) told.company = { name: elements.company.value.trim() };
    return told;
  }

  /** Whether anything is told that advice could follow from. */
  told() {
    const { need, description } = this.need();
    return Boolean(need || description);
  }

  /** Whether the need is told in free text. */
  described() {
    return Boolean(this.need().description);
  }

  /** All answers, for restore. */
  values() {
    const { elements } = this.#form;
    return { team: [...this.#team], fields: Object.fromEntries([...choices, ...truths, ...texts].map((name) => [name, elements[name].value])) };
  }

  restore({ team, fields }) {
    for (const [name, value] of Object.entries(fields)) this.#fill(name, value);
    this.#setTeam(team);
  }

  /** Sets a field, or chooses among buttons; a list of buttons cannot be given an empty value at once. */
  #fill(name, value) {
    const field = this.#form.elements[name];
    if (!(field instanceof RadioNodeList)) field.value = value;
    else for (const button of field) button.checked = button.value === value;
  }

  clear() {
    this.#form.reset();
    this.#setTeam([]);
  }

  /** Gives the answer that a pointer names a value. */
  set(pointer, value) {
    const name = pointer.split("/").at(-1);
    if (name !== "team") {
      this.#fill(name, String(value));
      return;
    }
    this.#setTeam(value.map((slug) => this.#team.find((role) => role.slug === slug) ?? { slug, title: slug }));
    this.#nameTeam();
  }

  /** Titles for those of the team who came by slug alone. */
  async #nameTeam() {
    const named = await Promise.all(this.#team.map((role) => (role.title === role.slug ? roleOf(role.slug).catch(() => role) : role)));
    const there = new Set(this.#team.map((role) => role.slug));
    this.#setTeam(named.filter((role) => there.has(role.slug)).map(({ slug, title }) => ({ slug, title })));
  }

  #add(slug) {
    if (this.#team.some((role) => role.slug === slug)) {
      announce("This role is on the list already.");
      return true;
    }
    this.#setTeam([...this.#team, { slug, title: slug }]);
    this.#nameTeam();
    this.#changed(false);
    return true;
  }

  #setTeam(team) {
    this.#team = team;
    const list = byId("mates");
    list.hidden = team.length === 0;
    list.replaceChildren(...team.map(({ slug, title }) => h("li", { class: "chip" }, h("span", { class: "name" }, title),
      h("button", { type: "button", class: "plain remove", "aria-label": `Remove ${title} from the team`, onclick: () => {
        this.#setTeam(this.#team.filter((role) => role.slug !== slug));
        byId("mate").focus();
        this.#changed(false);
      } }, "×"))));
  }

  /** Finds what the service could not even read, and says so; false if there is such a thing. */
  check() {
    const size = this.#form.elements.team_size.value.trim();
    if (size === "" || /^-?\d{1,9}$/.test(size)) return true;
    this.showFaults([{ pointer: "/need/team_size", detail: "Write a whole number, such as 4." }]);
    return false;
  }

  clearFaults() {
    for (const fault of document.querySelectorAll("#whom [data-fault]")) {
      fault.hidden = true;
      fault.replaceChildren();
    }
    for (const field of this.#form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }

  /** Shows faults beside their questions; those that belong to none are returned in words. */
  showFaults(faults) {
    const rest = [];
    for (const { pointer = "", detail } of faults) {
      const place = [...document.querySelectorAll("#whom [data-fault]")].find(({ dataset }) => pointer === dataset.fault || pointer.startsWith(`${dataset.fault}/`));
      const text = this.#plain(pointer, detail);
      if (!place) {
        rest.push(text);
        continue;
      }
      place.append(h("span", {}, text));
      place.hidden = false;
      for (const field of place.parentElement.querySelectorAll("input:not([type=radio]), textarea")) field.setAttribute("aria-invalid", "true");
    }
    return rest;
  }

  /** The words of a fault without the name of the member, which people do not know. */
  #plain(pointer, detail) {
    const index = /^\/need\/team\/(\d+)$/.exec(pointer)?.[1];
    return detail.replace(/^[a-z_]+(\/[a-z_\d]+)* (?=is |has |must )/, index === undefined ? "This " : `${this.#team[index]?.title ?? "This"} `);
  }

  /** Moves the focus to the first answer that has a fault. */
  focusFault() {
    const fault = this.#form.querySelector("[data-fault]:not([hidden])");
    if (fault) this.focus(fault.closest("[data-pointer]").dataset.pointer);
  }

  /** Moves the focus to the question that a pointer names. */
  focus(pointer) {
    const question = [...this.#form.querySelectorAll("[data-pointer]")].find(({ dataset }) => dataset.pointer === pointer);
    const field = question?.querySelector("input:checked, input:not([type=radio]), textarea");
    if (field) show(field);
  }
}
