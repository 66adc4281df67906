// A text field that finds as one types (a combobox with a list box, ARIA 1.2). The field itself is never replaced, so the
// caret stays where it is. The first option is marked at once: Enter takes it, and so it does if Enter comes before the
// options do.
import { Latest, Unreachable } from "/assets/api.js";
import { announce, count, debounce, h } from "/assets/dom.js";

const pause = 120; // milliseconds without a key before a search
const patience = 1500; // milliseconds before the list says that it takes long

/**
 * Makes a combobox of an input and an empty list (ul), both in the page, the list behind the input and hidden.
 * search(text, signal) promises options, each {label, detail} and whatever pick(option) needs. pick is called with the
 * option that somebody took; if it returns false, the text stays. noun is what is found, for screen readers.
 */
export function combobox({ input, list, search, pick, noun = "role" }) {
  const latest = new Latest();
  let options = []; // as they are shown
  let active = -1;
  let pending = false; // a search is due or under way
  let eager = false; // Enter was pressed while pending

  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    autocomplete: "off", autocapitalize: "off", spellcheck: "false",
  })) input.setAttribute(key, value);
  list.setAttribute("role", "listbox");
  list.classList.add("found");

  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    list.children[index].scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", list.children[index].id);
  };

  const open = (items) => {
    list.replaceChildren(...items);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };

  const close = () => {
    later.cancel();
    latest.next();
    [pending, eager, options] = [false, false, []];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };

  /** Shows a sentence where options would be. */
  const say = (text) => {
    options = [];
    open([h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, text)]);
    mark(-1);
    announce(text);
  };

  const take = (option) => {
    close();
    if (pick(option) !== false) input.value = "";
  };

  const item = (option, i) =>
    h("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", onclick: () => take(option) },
      h("span", { class: "label" }, option.label), option.detail && h("span", { class: "detail" }, option.detail));

  const show = (found) => {
    if (found.length === 0) return say(`No ${noun} was found by these words.`);
    options = found;
    open(options.map(item));
    mark(0);
    announce(`${count(options.length, noun)} found. ${options[0].label} is marked.`);
    return eager && take(options[0]);
  };

  const run = async () => {
    const text = input.value.trim();
    if (text === "") return close();
    const signal = latest.next();
    const slow = setTimeout(() => signal.aborted || say("Still working …"), patience);
    try {
      const found = await search(text, signal);
      if (!signal.aborted) {
        pending = false;
        show(found);
      }
    } catch (error) {
      if (!signal.aborted) {
        pending = false;
        say(error instanceof Unreachable ? `${error.message} Press the down arrow to try again.` : error.message);
      }
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) eager = false;
    }
    return undefined;
  };
  const later = debounce(pause, run);

  const seek = (delay) => {
    [pending, eager] = [true, false];
    if (delay) return later();
    later.cancel();
    return run();
  };

  const move = (step) => {
    if (options.length > 0) return mark((active + step + options.length) % options.length);
    return input.value.trim() !== "" && !pending && seek(false);
  };

  const enter = () => {
    if (active >= 0 && !pending) return take(options[active]);
    if (pending) eager = true;
    else seek(false);
    return undefined;
  };

  const escape = () => {
    if (list.hidden) input.value = "";
    close();
  };

  input.addEventListener("input", () => (input.value.trim() === "" ? close() : seek(true)));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: enter, Escape: escape };
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field

  return { close };
}
