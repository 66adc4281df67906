// Opens the documents that the server makes with programs that people open them with, and compares what those read with
// what the Markdown says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { startServer } from "./support/server.mjs";

const briefs = new URL("../api/testdata/briefs/", import.meta.url).pathname;
const types = { pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };

/** What is asked for, by the name of the file. */
const cases = {
  engineer: { ...brief("backend-engineer"), template: "detailed" },
  nurse: { ...brief("registered-nurse"), template: "standard" },
  barista: { ...brief("barista"), template: "concise" },
  minimal: { role: "backend-engineer", company: { name: "Acme" } },
  hostile: {
    role: "chef",
    title: "Шеф-повар \\ (Σεφ) {nb} & <b> ]]>",
    company: {
      name: "Ταβέρνα «Ёлка» Łódź",
      about: "We **cook** *daily*, [really](https://example.com/a?b=(c)&d=e).\n\n1. one\n2. two\n\n- a\n\n> quoted",
      website: "https://example.com/" + "long/".repeat(30),
    },
    must_have: ["=HYPERLINK(\"x\")", "<script>alert(1)</script>", "\\n is no line", "x".repeat(150)],
    apply: { url: "https://example.com/apply?x=1&y=2", email: "jobs@example.com" },
  },
};

/** Other scripts, which only a DOCX takes. */
const otherScripts = {
  role: "chef",
  title: "طباخ / שף / 料理人",
  company: { name: "東京亭 😀" },
  must_have: ["خبرة ثلاث سنوات (ICU)", "ניסיון של שנתיים, English ועברית"],
};

let server, folder;

before(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), "rolewright-documents-"));
  for (const [name, value] of Object.entries({ ...cases, scripts: otherScripts })) {
    for (const format of ["markdown", "docx", ...(name === "scripts" ? [] : ["pdf"])]) {
      const reply = await ask(value, format);
      assert.equal(reply.status, 200, `${name} as ${format}: ${reply.status}`);
      assert.equal(reply.headers.get("content-type").split(";")[0], types[format] ?? "text/markdown");
      writeFileSync(join(folder, `${name}.${format}`), Buffer.from(await reply.arrayBuffer()));
    }
  }
});

after(async () => {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function brief(role) {
  return JSON.parse(readFileSync(join(briefs, `${role}.json`), "utf8"));
}

function ask(value, format) {
  return fetch(`${server.base}/v1/generate?format=${format}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  });
}

function run(program, ...args) {
  return execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** The words of Markdown as a template lays it out, without white space and without any mark of Markdown or of a list. */
function wordsOfMarkdown(text) {
  return bare(text.replace(/\]\(<[^>]*>\)/g, "").replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/^(#+|-|\d+\.) /gm, ""));
}

/** The words that a reader finds, without white space, heads and feet of pages, and marks of lists. */
function wordsOfPages(text) {
  const pages = text.split("\f").filter((page) => page.trim() !== "");
  const bodies = pages.map((page, i) => {
    const lines = page.split("\n").filter((line) => line.trim() !== "");
    const foot = `${i + 1}/${pages.length}`;
    const without = lines.filter((line) => line.replaceAll(" ", "") !== foot);
    assert.equal(without.length, lines.length - 1, `page ${i + 1} has its foot once`);
    return without.slice(i === 0 ? 0 : 1).join("\n");
  });
  return bare(bodies.join("\n").replace(/^\s*(•|\d+\.) /gm, ""));
}

/** What is compared: characters that are neither white space nor marks that Markdown and lists are made of. */
function bare(text) {
  return text.replace(/[\s*<>[\]#•\\_`]/g, "");
}

for (const name of Object.keys(cases)) {
  test(`${name}.pdf is sound and says what the Markdown says`, () => {
    run("qpdf", "--check", `${name}.pdf`); // which fails on warnings, too
    run("pdftotext", "-layout", "-enc", "UTF-8", `${name}.pdf`, `${name}.pdf.txt`);
    const got = wordsOfPages(readFileSync(join(folder, `${name}.pdf.txt`), "utf8"));
    assert.equal(got, wordsOfMarkdown(readFileSync(join(folder, `${name}.markdown`), "utf8")));
    const fonts = run("pdffonts", `${name}.pdf`).trim().split("\n").slice(2);
    for (const font of fonts) {
      assert.match(font, /\byes\s+(yes|no)\s+yes\b/, "embedded, and with its Unicode");
    }
    assert.match(run("pdfinfo", `${name}.pdf`), /Creator:\s+Rolewright[\s\S]*JavaScript:\s+no/);
  });
}

test("LibreOffice opens every DOCX and finds what the Markdown says", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".docx"));
  assert.equal(files.length, Object.keys(cases).length + 1);
  run("soffice", `-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "txt:Text (encoded):UTF8", ...files);
  for (const file of files) {
    const name = file.replace(".docx", "");
    const got = bare(readFileSync(join(folder, `${name}.txt`), "utf8").replace(/^\ufeff/, "").replace(/^\s*(•|\d+\.)\s/gm, ""));
    assert.equal(got, wordsOfMarkdown(readFileSync(join(folder, `${name}.markdown`), "utf8")), file);
  }
  run("soffice", `-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf", "--outdir", "printed", ...files);
  for (const file of files) {
    const info = run("pdfinfo", join("printed", file.replace(".docx", ".pdf")));
    assert.match(info, /Title:\s+\S/, `${file} has a title`);
    assert.ok(Number(/Pages:\s+(\d+)/.exec(info)[1]) <= 4, `${file} is not torn into many pages`);
  }
});

test("a script that no font of the PDF has is refused with what else there is", async () => {
  const reply = await ask(otherScripts, "pdf");
  assert.equal(reply.status, 406);
  const problem = await reply.json();
  assert.deepEqual(problem.available, ["text/html", types.docx]);
  assert.match(problem.detail, /U\+0637/);
});
