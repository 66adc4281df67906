// A brief in the fragment of an address. Browsers do not send a fragment, so what a link holds stays with those who have it.

const toText = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

async function through(bytes, stream) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

/** The address of the builder with a brief in its fragment. */
export async function linkTo(brief) {
  const bytes = new TextEncoder().encode(JSON.stringify(brief));
  return `/#brief=${toText(await through(bytes, new CompressionStream("deflate-raw")))}`;
}

/**
 * The brief in a fragment: a whole one ("#brief=…"), or the start of one ("#role=line-cook&level=senior"). Null if the
 * fragment holds none, and an error if what it holds cannot be read.
 */
export async function briefIn(fragment) {
  const members = new URLSearchParams(fragment.replace(/^#/, ""));
  const packed = members.get("brief");
  if (packed) {
    try {
      const bytes = await through(toBytes(packed), new DecompressionStream("deflate-raw"));
      const brief = JSON.parse(new TextDecoder().decode(bytes));
      if (brief === null || typeof brief !== "object" || Array.isArray(brief)) throw new TypeError("no object");
      return brief;
    } catch (error) {
      throw new Error("The link is damaged, or only part of it was copied.", { cause: error });
    }
  }
  const role = members.get("role");
  if (!role) return null;
  const level = members.get("level");
  return level ? { role, level } : { role };
}
