// @ts-check
import { readFileSync } from "node:fs";
import { place } from "../../pkg/scripts/place.mjs";
import { filesIn } from "../../pkg/scripts/stamp.mjs";
import { Stop } from "../../pkg/scripts/steps.mjs";

/** The modules of the crate that read listings. */
const readerModules = ["json", "unit", "simd"];

/** Counts the lines of code of the modules that read listings. */
export function readerLines() {
  return readerModules.flatMap(linesOfModule).reduce((sum, lines) => sum + lines, 0);
}

/** @param {string} name */
function linesOfModule(name) {
  const files = filesIn(place("src", name)).filter((file) => file.endsWith(".rs"));
  if (files.length === 0)
    throw new Stop(`src/${name} has no Rust: say in tests/bench/lines.mjs what its lines moved to`);
  return files.map((file) => codeLines(readFileSync(file, "utf8")));
}

/**
 * Counts lines of Rust code: neither blank, nor only a comment, nor in an item under `#[cfg(test)]`. Such an item
 * ends where rustfmt puts its end: at the next line of its own depth that closes a brace, or ends a statement.
 * @param {string} text
 */
export function codeLines(text) {
  let lines = 0;
  /** @type {string | undefined} the indentation of the item that is being skipped */
  let skipped;
  for (const line of text.split("\n")) {
    const indentation = /^\s*/.exec(line)?.[0] ?? "";
    const code = line.slice(indentation.length).trimEnd();
    if (code === "#[cfg(test)]") skipped ??= indentation;
    if (skipped === undefined) lines += code === "" || code.startsWith("//") ? 0 : 1;
    else if (indentation === skipped && /^\}|;$/.test(code)) skipped = undefined;
  }
  return lines;
}
