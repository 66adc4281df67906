// The draft in this browser. It is kept on this machine only, and only until somebody starts over.
const name = "rolewright.draft";
const before = "rolewright.draft.before";

function read(key) {
  try {
    const brief = JSON.parse(localStorage.getItem(key));
    return brief !== null && typeof brief === "object" && !Array.isArray(brief) ? brief : null;
  } catch {
    return null; // storage is off, or somebody else wrote there
  }
}

function write(key, brief) {
  try {
    if (brief && Object.keys(brief).length > 0) localStorage.setItem(key, JSON.stringify(brief));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** The draft, or null. */
export const load = () => read(name);

/** Keeps the draft; false if the browser does not let us. */
export const save = (brief) => write(name, brief);

/** Puts the draft aside for another one, so that it can be brought back. */
export function putAside(brief) {
  if (brief && Object.keys(brief).length > 0) write(before, brief);
}

/** The draft that was put aside, or null. */
export const aside = () => read(before);
