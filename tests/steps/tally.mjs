// @ts-check
import { stripVTControlCharacters } from "node:util";

/**
 * How a command tells of its tests: cargo's and wasm-bindgen's runner, Node's, our own starters,
 * or not at all: then the command is one test itself.
 * @typedef {"cargo" | "node" | "starter" | "itself"} Style
 * @typedef {{ passed: number, failed: number }} Tally
 */

/** @type {Record<Exclude<Style, "itself">, { passed: RegExp, failed: RegExp }>} */
const patterns = {
  cargo: { passed: /^test result: .*?(\d+) passed/gm, failed: /^test result: .*?(\d+) failed/gm },
  node: { passed: /^(?:#|ℹ) pass (\d+)$/gm, failed: /^(?:#|ℹ) (?:fail|cancelled) (\d+)$/gm },
  starter: { passed: /^(\d+) passed, \d+ failed$/gm, failed: /^\d+ passed, (\d+) failed$/gm },
};

/**
 * Counts the tests of a command by its exit code and what it wrote. A failure that no test owns up to
 * (it did not compile, it crashed, it ran nothing) counts as one failed test.
 * @param {Style} style
 * @param {number} code
 * @param {string} output
 * @returns {Tally}
 */
export function countTests(style, code, output) {
  if (style === "itself") return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const text = stripVTControlCharacters(output).replaceAll("\r\n", "\n");
  const passed = sum(text, patterns[style].passed) - emptyFiles(style, text);
  const failed = sum(text, patterns[style].failed);
  const isSilentFailure = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed };
}

/**
 * Counts the files without a test, each of which Node reports as a test that passed, under the file's own name.
 * @param {Style} style
 * @param {string} text
 */
function emptyFiles(style, text) {
  return style === "node" ? [...text.matchAll(/^✔ .*\.test\.m?[jt]s \(/gm)].length : 0;
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
function sum(text, pattern) {
  return [...text.matchAll(pattern)].reduce((total, found) => total + Number(found[1]), 0);
}

/**
 * Adds tallies up.
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function total(tallies) {
  return tallies.reduce(
    (all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }),
    {
      passed: 0,
      failed: 0,
    },
  );
}
