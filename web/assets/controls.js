// The controls of a form: each has an element to put on the page, the value that it holds, and a way to set it. A value is
// what a brief holds at that member; undefined is nothing.
import { h } from "./dom.js";
import { linesOf } from "./brief.js";
import { countries, currencies } from "./fields.js";
import { once } from "./api.js";

/** Makes the control of a field. edited(value) is called with each change that a person makes. */
export function makeControl(field, id, edited) {
  const make = { long, list, codes, choice, number, select, level: select, country, currency, template }[field.kind] ?? line;
  return make(field, id, edited);
}

/** Sets what an input shows only if it would mean something else, so that a caret stays where it is. */
function control(element, { read, write }, target = element) {
  return {
    element,
    target,
    read,
    write: (value) => {
      if (JSON.stringify(read()) !== JSON.stringify(value)) write(value);
    },
  };
}

function line(field, id, edited) {
  const type = ["url", "email", "date"].includes(field.kind) ? field.kind : "text";
  const input = h("input", { id, type, autocomplete: "off", ...field.attributes });
  const read = () => input.value || undefined;
  input.addEventListener("input", () => edited(read()));
  return control(input, { read, write: (value) => (input.value = value ?? "") });
}

function number(field, id, edited) {
  const input = h("input", { id, type: "number", inputmode: "decimal", autocomplete: "off", ...field.attributes });
  const read = () => (input.value === "" ? undefined : input.valueAsNumber);
  input.addEventListener("input", () => edited(read()));
  return control(input, { read, write: (value) => (input.value = value ?? "") });
}

function grow(area, least) {
  area.rows = Math.min(14, Math.max(least, area.value.split("\n").length));
}

function long(field, id, edited) {
  const area = h("textarea", { id, rows: 3, ...field.attributes });
  const read = () => area.value || undefined;
  area.addEventListener("input", () => {
    grow(area, 3);
    edited(read());
  });
  const write = (value) => {
    area.value = value ?? "";
    grow(area, 3);
  };
  return control(area, { read, write });
}

function list(field, id, edited) {
  const area = h("textarea", { id, rows: 2, placeholder: "One on each line", ...field.attributes });
  const read = () => {
    const lines = linesOf(area.value);
    return lines.length > 0 ? lines : undefined;
  };
  area.addEventListener("input", () => {
    grow(area, 2);
    edited(read());
  });
  const write = (value) => {
    area.value = (value ?? []).join("\n");
    grow(area, 2);
  };
  return control(area, { read, write });
}

function codes(field, id, edited) {
  const input = h("input", { id, type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false" });
  const read = () => {
    const all = input.value.toUpperCase().split(/[\s,;]+/).filter(Boolean);
    return all.length > 0 ? all : undefined;
  };
  input.addEventListener("input", () => edited(read()));
  return control(input, { read, write: (value) => (input.value = (value ?? []).join(", ")) });
}

function choice(field, id, edited) {
  const all = [{ value: undefined, label: "Not said" }, ...field.options];
  const inputs = all.map((_, i) => h("input", { type: "radio", name: id, id: i === 0 ? id : `${id}-${i}` }));
  const read = () => all[Math.max(0, inputs.findIndex((input) => input.checked))].value;
  const write = (value) => {
    inputs[Math.max(0, all.findIndex((option) => option.value === value))].checked = true;
  };
  const labels = all.map((option, i) => h("label", { for: inputs[i].id }, inputs[i], h("span", {}, option.label)));
  const element = h("div", { class: "choice" }, labels);
  element.addEventListener("change", () => edited(read()));
  write(undefined);
  return control(element, { read, write }, inputs[0]);
}

function select(field, id, edited) {
  const element = h("select", { id });
  let all = [];
  const read = () => {
    const value = all[element.selectedIndex]?.value;
    return value === "" ? undefined : value;
  };
  const write = (value) => {
    if (value !== undefined && value !== null && !all.some((option) => option.value === value)) offer([...all, { value, label: String(value) }]);
    element.selectedIndex = Math.max(0, all.findIndex((option) => option.value === (value ?? "")));
  };
  const offer = (next) => {
    const value = read();
    all = next[0]?.value === "" ? next : [{ value: "", label: "Not said" }, ...next];
    element.replaceChildren(...all.map((option) => h("option", {}, option.label)));
    write(value);
  };
  offer(field.options ?? []);
  element.addEventListener("change", () => edited(read()));
  return { ...control(element, { read, write }), offer };
}

const country = (field, id, edited) => select({ ...field, options: countries() }, id, edited);
const currency = (field, id, edited) => select({ ...field, options: currencies() }, id, edited);

function template(field, id, edited) {
  const made = select({ ...field, options: [{ value: "", label: "Standard" }] }, id, edited);
  once("/v1/templates").then(
    ({ items }) => made.offer([{ value: "", label: "As usual: standard" }, ...items.map(({ name, title, about }) => ({ value: name, label: `${title}: ${about}` }))]),
    () => {}, // the banner of the page tells that the service does not answer
  );
  return made;
}
