// What is compared stands in the address of the page, so that it can be shared and the back button works.

/** How many roles stand side by side. */
export const least = 2;
export const most = 6;

/** Names a column as the interface does: a slug, with the level behind an @ if there is one. */
export const columnId = ({ slug, level }) => (level ? `${slug}@${level}` : slug);

/**
 * The columns that the query of an address names, each {name, level}. A name is a slug or any title, and the parameter
 * level is for those without a level of their own.
 */
export function named(search) {
  const members = new URLSearchParams(search);
  const everywhere = members.get("level") ?? "";
  return (members.get("roles") ?? "")
    .split(",")
    .map((part) => {
      const [name, level = ""] = part.split("@");
      return { name: name.trim(), level: level.trim() || everywhere };
    })
    .filter(({ name }) => name !== "");
}

/** The address of a comparison. Slugs and levels need no escapes. */
export const addressOf = (columns, path = "/compare") =>
  columns.length === 0 ? path : `${path}?roles=${columns.map(columnId).join(",")}`;
