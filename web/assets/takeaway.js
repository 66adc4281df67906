// Taking the ad away: to the clipboard, as a file, on paper, as a command, as a link.
import { h } from "./dom.js";
import { call, once } from "./api.js";
import { linkTo } from "./link.js";

/** Puts data, text by media type, on the clipboard. */
async function copy(data) {
  if (navigator.clipboard?.write && globalThis.ClipboardItem) {
    const items = Object.fromEntries(Object.entries(data).map(([type, text]) => [type, new Blob([text], { type })]));
    await navigator.clipboard.write([new ClipboardItem(items)]);
    return;
  }
  // Browsers keep the newer interface from pages that came without TLS.
  const put = (event) => {
    for (const [type, text] of Object.entries(data)) event.clipboardData.setData(type, text);
    event.preventDefault();
  };
  document.addEventListener("copy", put, { once: true });
  if (!document.execCommand("copy")) throw new Error("The browser does not let the page copy.");
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The command that makes the same ad. */
export function curlOf(brief, origin, format = "markdown") {
  return `curl -sS ${quoted(`${origin}/v1/generate?format=${format}`)} -H 'Content-Type: application/json' --data-raw ${quoted(JSON.stringify(brief))}`;
}

/** The name of a file with an ad: the one that the service gives, or one of the same kind. */
function nameOf(response, ad, format) {
  const given = /filename="([\w.-]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const plain = ["json", "xml"].includes(format.extension) && format.name !== "json";
  return given ?? `${ad.role.slug}-${ad.level}${plain ? `-${format.name}` : ""}.${format.extension}`;
}

async function download(brief, ad, format) {
  const response = await call(`/v1/generate?format=${format.name}`, { body: brief, accept: "*/*" });
  const address = URL.createObjectURL(await response.blob());
  const link = h("a", { href: address, download: nameOf(response, ad, format) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The formats as people ask for them: documents, then text, then what machines read. */
function sorted(formats) {
  const first = ["docx", "pdf", "html", "text", "markdown"];
  const rank = ({ name }) => (first.includes(name) ? first.indexOf(name) : first.length);
  return [...formats].sort((a, b) => rank(a) - rank(b));
}

/** actions: brief() and ad() give what is shown, said(words, kind) tells people. */
export function takeAway(root, { brief, ad, said }) {
  const doing = (words, run) => async () => {
    try {
      await run();
      said(words);
    } catch (error) {
      said(error.message, "bad");
    }
  };
  const button = (label, words, run) => h("button", { type: "button", onclick: doing(words, run) }, label);
  const list = h("ul");
  const menu = h("details", { class: "menu" }, h("summary", { class: "button" }, "Download"), h("div", { class: "card" }, list));
  const fill = async () => {
    if (!menu.open || list.children.length > 0) return;
    try {
      const { items } = await once("/v1/formats");
      list.replaceChildren(...sorted(items).map((format) => h("li", {}, h("button", { type: "button", class: "plain", "data-format": format.name, onclick: doing(`Downloaded: ${format.title}.`, () => download(brief(), ad(), format)) }, h("strong", {}, format.title), h("span", { class: "soft small" }, format.about)))));
    } catch (error) {
      said(error.message, "bad");
      menu.open = false;
    }
  };
  menu.addEventListener("toggle", fill);
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  root.append(
    button("Copy", "Copied, with its headings and lists.", () => copy({ "text/html": ad().html, "text/plain": ad().text })),
    button("Copy Markdown", "Copied as Markdown.", () => copy({ "text/plain": ad().markdown })),
    menu,
    h("button", { type: "button", onclick: () => print() }, "Print"),
    button("Copy link", "Copied. Whoever opens the link gets this brief; the service is not told of it.", async () => copy({ "text/plain": new URL(await linkTo(brief()), location.href).href })),
    button("Copy curl", "Copied: the command that makes this ad.", () => copy({ "text/plain": curlOf(brief(), location.origin) })),
  );
}
