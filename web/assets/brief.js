// A brief as a value: members are read and set by JSON Pointer (RFC 6901), and nothing changes in place.

const steps = (pointer) => pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What the pointer names, or undefined. */
export function get(value, pointer) {
  return steps(pointer).reduce((at, step) => (at === null || typeof at !== "object" ? undefined : at[step]), value);
}

/** A copy of the brief in which the pointer names value; undefined takes the member away. */
export function set(brief, pointer, value) {
  const put = (at, [step, ...rest]) => {
    const copy = Array.isArray(at) ? [...at] : { ...(typeof at === "object" ? at : {}) };
    const next = rest.length > 0 ? put(copy[step] ?? (/^\d+$/.test(rest[0]) ? [] : {}), rest) : value;
    if (next === undefined) Array.isArray(copy) ? copy.splice(Number(step), 1) : delete copy[step];
    else copy[step] = next;
    return copy;
  };
  return put(brief, steps(pointer));
}

/** The brief without members that say nothing: what is sent, kept and shared. */
export function compact(brief) {
  const dense = (value) => {
    if (Array.isArray(value)) {
      const items = value.map(dense).filter((item) => item !== undefined);
      return items.length > 0 ? items : undefined;
    }
    if (value !== null && typeof value === "object") {
      const members = Object.entries(value).map(([key, member]) => [key, dense(member)]).filter(([, member]) => member !== undefined);
      return members.length > 0 ? Object.fromEntries(members) : undefined;
    }
    return value === "" || value === null ? undefined : value;
  };
  return dense(brief) ?? {};
}

/** Whether there is enough for a first ad. */
export const isReady = (brief) => Boolean(brief.role?.trim?.() && brief.company?.name?.trim?.());

/** The lines of a text with one item on each, blank ones left out. */
export const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/**
 * A source of the ad ("catalog:line-cook@senior/skills/0", "brief:/pay", "law:US-CO/pay", "template:standard/apply") taken
 * apart: its kind and what it names.
 */
export function readSource(source) {
  const [kind, rest] = [source.slice(0, source.indexOf(":")), source.slice(source.indexOf(":") + 1)];
  if (kind !== "catalog") return { kind, name: rest };
  const [head, section, index] = rest.split("/");
  const [role, level] = head.split("@");
  return { kind, name: rest, role, level, section, index: Number(index) };
}

/** Where a line comes from, in words. */
export function sourceWords(source, names = {}) {
  const at = readSource(source);
  switch (at.kind) {
    case "brief":
      return "You wrote this.";
    case "catalog":
      return `From the catalog: ${names.role ?? at.role}${at.level ? `, at level ${at.level}` : ", at every level"}.`;
    case "law":
      return `The law of ${at.name.split("/")[0]} asks for it, or it is customary there.`;
    default:
      return "Wording of the layout.";
  }
}
