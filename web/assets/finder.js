// The fields that need the catalog: the role, found by any title, its levels, and the lines of it that were left out.
import { h } from "./dom.js";
import { combobox } from "./combobox.js";
import { findRoles, known, roleOf, titleAt, levelWord } from "./roles.js";

const sample = (text) => (text.length > 90 ? `${text.slice(0, 88)}…` : text);

/**
 * The control of the role. What somebody picks is a slug; what they only type stays as it is, and the service reads it as a
 * title. picked(role, level) is told of both, when the field is left or an option is taken.
 */
export function roleControl(id, picked) {
  const input = h("input", { id, type: "text", placeholder: "Type a title" });
  const list = h("ul", { id: `${id}-list`, "aria-label": "Roles", hidden: true });
  const element = h("div", { class: "finder" }, input, list);
  let value; // of the brief
  let shown = ""; // text for it
  const write = async (next) => {
    value = next;
    shown = input.value = next ?? "";
    if (!next || !/^[a-z0-9-]+$/.test(next)) return;
    try {
      if (!(await known(next)) || value !== next) return;
      const { title } = await roleOf(next);
      if (value === next && input.value === next) shown = input.value = title;
    } catch {
      // Its slug says enough until the service answers.
    }
  };
  const pick = ({ slug, level, label }) => {
    value = slug;
    shown = input.value = label;
    picked(slug, level || undefined);
    return false;
  };
  queueMicrotask(() => combobox({ input, list, search: findRoles, pick }));
  input.addEventListener("change", () => {
    if (input.value === shown) return;
    shown = input.value;
    value = input.value.trim() || undefined;
    picked(value, undefined);
  });
  return { element, target: input, read: () => value, write: (next) => void (next === value || write(next)) };
}

/** Offers the levels of a role in the field of the level. said is the level of the ad, if the brief names none. */
export async function offerLevels(field, slug, said) {
  let options = [{ value: "", label: "As the title says, or as usual" }];
  if (slug) {
    const role = await roleOf(slug);
    const usual = said ? `As the title says, or as usual: ${titleAt(role, said)}` : options[0].label;
    options = [{ value: "", label: usual }, ...role.levels.map((level) => ({ value: level, label: `${levelWord(level)}: ${titleAt(role, level)}` }))];
  }
  const key = JSON.stringify(options);
  if (field.offered === key) return;
  field.offered = key;
  field.offer(options);
}

/** The text of a line of the catalog, by what a brief calls it in omit; the name itself if it cannot be found. */
async function lineText(name) {
  const [head, section, index] = name.replace(/^catalog:/, "").split("/");
  if (index === undefined) return `The section ${name}`;
  const [slug, level] = head.split("@");
  try {
    const role = await roleOf(slug);
    const holder = level ? role.at_levels.find((at) => at.level === level) : role;
    const lines = [holder?.[section]].flat();
    return lines[Number(index)] ?? name;
  } catch {
    return name;
  }
}

/** The control of what was left out: each line with a button that puts it back. */
export function omittedControl(id, edited) {
  const list = h("ul", { id, class: "omitted", tabindex: "-1" });
  const nothing = "Nothing yet";
  let value;
  const back = (name) => {
    const rest = value.filter((other) => other !== name);
    write(rest);
    list.focus();
    edited(rest.length > 0 ? rest : undefined);
  };
  const write = (next) => {
    value = next;
    if (!next?.length) return list.replaceChildren(h("li", { class: "soft" }, nothing));
    return list.replaceChildren(
      ...next.map((name) => {
        const text = h("span", {}, name);
        const button = h("button", { type: "button", class: "plain", "aria-label": `Put back: ${name}`, onclick: () => back(name) }, "Put back");
        lineText(name).then((words) => {
          text.textContent = sample(words);
          button.setAttribute("aria-label", `Put back: ${words}`);
        });
        return h("li", {}, text, button);
      }),
    );
  };
  write(undefined);
  return { element: list, target: list, read: () => value, write: (next) => void (JSON.stringify(next) === JSON.stringify(value) || write(next)) };
}
