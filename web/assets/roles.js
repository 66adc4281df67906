// Roles of the catalog: found by any title, and known by their slug.
import { Problem, ask, once } from "/assets/api.js";

/** The title of each family and the family of each role, by slug. */
async function families() {
  const { items } = await once("/v1/families");
  const titles = new Map(), familyOf = new Map();
  for (const family of items) {
    titles.set(family.slug, family.title);
    for (const role of family.roles) familyOf.set(role, family.slug);
  }
  return { titles, familyOf };
}

/** Whether the catalog has a role, by its slug. */
export const known = async (slug) => (await families()).familyOf.has(slug);

/** A role with all that the catalog says of it. */
export const roleOf = (slug) => once(`/v1/roles/${encodeURIComponent(slug)}`);

/** The word for a level: senior is "Senior". */
export const levelWord = (level) => level[0].toUpperCase() + level.slice(1);

/** What a role is called at a level, or as a whole. */
export const titleAt = (role, level) => role.at_levels.find((at) => at.level === level)?.title ?? role.title;

/** What a level of a role is called in a list: "Lead", or "Lead (Charge Nurse)" if people call it otherwise. */
export function levelLabel(role, level) {
  const title = titleAt(role, level);
  return title.includes(role.title) ? levelWord(level) : `${levelWord(level)} (${title})`;
}

const query = (path, members) => `${path}?${new URLSearchParams(members)}`;

/**
 * The roles that a text may mean, for a combobox: what the text as a title means, at its level, then those that a search
 * finds.
 */
export async function findRoles(text, signal) {
  const [meant, found, { titles, familyOf }] = await Promise.all([
    ask(query("/v1/resolve", { title: text }), { signal }),
    ask(query("/v1/roles", { q: text, limit: 8 }), { signal }),
    families(),
  ]);
  const family = (slug) => titles.get(familyOf.get(slug)) ?? "";
  const options = found.items.map(({ slug, title }) => ({ slug, level: "", label: title, detail: family(slug) }));
  if (!meant.role) return options;
  const level = meant.level ?? "";
  const first = { slug: meant.role, level, label: meant.display_title ?? meant.role_title, detail: family(meant.role) };
  return [first, ...options.filter((option) => option.slug !== meant.role || level !== "")].slice(0, 8);
}

/**
 * What a name in an address means: {role, level} for a slug or a title that is clear, else {name, near}, where near are
 * the roles, each {role, title}, that come near.
 */
export async function meaning(name) {
  if (await known(name)) return { role: await roleOf(name), level: "" };
  try {
    const { role, level, alternatives } = await once(query("/v1/resolve", { title: name }));
    return role ? { role: await roleOf(role), level: level ?? "" } : { name, near: alternatives };
  } catch (error) {
    if (error instanceof Problem) return { name, near: [] }; // too long for a title
    throw error;
  }
}

/** The titles of roles by slug: those that are known already, and the others from the catalog. */
export async function titlesOf(slugs, told) {
  const titles = new Map(told);
  const missing = [...new Set(slugs)].filter((slug) => !titles.has(slug));
  for (const role of await Promise.all(missing.map(roleOf))) titles.set(role.slug, role.title);
  return titles;
}

/** Names in a sentence: "A, B or C". */
export const listed = (names, word = "and") =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;

/** "a" or "an", as the title is spoken: an HR Manager, a UX Designer, an iOS Engineer. */
export function article(title) {
  const [word] = title.split(/[\s/-]/);
  if (/^[A-Z]{2,4}s?$/.test(word)) return /^[AEFHILMNORSX]/.test(word) ? "an" : "a";
  return /^[aeiou]/i.test(word) && !/^(uni|use|eu|one)/i.test(word) ? "an" : "a";
}
