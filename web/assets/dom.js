// Small helpers to make elements. Text is always set as text, so no words of anybody can become markup.

/**
 * Makes an element. Attributes: a function is a listener ("onclick"), true sets the attribute, false, null and undefined
 * leave it out, and "class", "for", "aria-…" and all others are set as they are written in HTML. Children are nodes or
 * text; null, undefined and false are left out, and lists are taken apart.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The element with that id. */
export const byId = (id) => document.getElementById(id);

/** Says something to screen readers, in the element with id "status". */
export function announce(text) {
  const status = byId("status");
  if (status && status.textContent !== text) status.textContent = text;
}

/** Calls the function once it has not been asked to for that many milliseconds; the result has cancel(). */
export function debounce(milliseconds, run) {
  let timer;
  const later = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds, ...args);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/** Whether the page should not move things. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Brings an element into view and puts the focus on it. */
export function show(element) {
  element.scrollIntoView({ block: "center", behavior: still() ? "instant" : "smooth" });
  element.focus({ preventScroll: true });
}

/** The plural of a counted noun: count(1, "role") is "1 role". */
export const count = (n, noun, plural = `${noun}s`) => `${n.toLocaleString("en")} ${n === 1 ? noun : plural}`;
