// Runs alex over labelled sentences, once for each of its bounds for profanity, and prints what it says as one JSON object
// on standard output:
//
//   {"tool": "alex", "version": "11.0.1", "runs": [
//     {"profanity_sureness": 0, "rows": [{"id": 1, "found": true, "rules": ["retext-equality/he-she"]}]}
//   ]}
//
// Usage: node run.mjs development.tsv held-out.tsv
//
// A row is found if alex gives any message at all. Whether that is right is for the reader to decide: the labels
// are not looked at here.
import { readFile } from "node:fs/promises";

import { text } from "alex";

const header = ["id", "label", "category", "context", "sentence", "after"];

/** How likely a word must be a profanity, from 0 to 2, before alex names it. alex's own default is 0. */
const surenesses = [0, 1, 2];

/** Splits one labelled file into its rows, or throws an error that names the file and the line. */
async function readRows(path) {
  const lines = (await readFile(path, "utf8")).replace(/\n$/, "").split("\n");
  if (lines[0] !== header.join("\t")) {
    throw new Error(`${path}:1: the header must be ${header.join(", ")}, separated by tabs`);
  }
  return lines.slice(1).map((line, index) => parseRow(line, `${path}:${index + 2}`));
}

function parseRow(line, place) {
  const fields = line.split("\t");
  const id = Number(fields[0]);
  if (fields.length !== header.length || !Number.isInteger(id) || id < 1) {
    throw new Error(`${place}: a row has ${header.length} fields, the first of them a whole number from 1`);
  }
  return { id, sentence: fields[4] };
}

/** Asks alex about every sentence as plain text, all else being alex's own defaults. */
function judge(rows, profanitySureness) {
  return {
    profanity_sureness: profanitySureness,
    rows: rows.map(({ id, sentence }) => {
      const { messages } = text(sentence, { profanitySureness });
      return { id, found: messages.length > 0, rules: messages.map(({ source, ruleId }) => `${source}/${ruleId}`) };
    }),
  };
}

async function alexVersion() {
  const manifest = new URL("./node_modules/alex/package.json", import.meta.url);
  return JSON.parse(await readFile(manifest, "utf8")).version;
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node run.mjs <tsv>...");
  process.exit(2);
}
const rows = (await Promise.all(paths.map(readRows))).flat();
const runs = surenesses.map((sureness) => judge(rows, sureness));
console.log(JSON.stringify({ tool: "alex", version: await alexVersion(), runs }));
