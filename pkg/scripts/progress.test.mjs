// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Progress } from "./progress.mjs";

/** @param {boolean} isTTY */
function screen(isTTY) {
  let written = "";
  const write = (/** @type {string} */ text) => {
    written += text;
  };
  return { stream: { isTTY, columns: 40, write }, written: () => written };
}

/**
 * What is left on a terminal, where lines are drawn over.
 * @param {string} written
 */
function left(written) {
  /** @type {string[]} */
  let lines = [];
  for (const part of written.split("\x1b[")) {
    const [, up, text = part] = /^(?:(\d+)A|J)(.*)$/s.exec(part) ?? [];
    lines = lines.slice(0, lines.length - Number(up ?? 0));
    lines.push(...text.split("\n").flatMap((line) => line.trimEnd() || []));
  }
  return lines;
}

test("on a terminal every step under way has one line, and what has ended stands above", () => {
  const { stream, written } = screen(true);
  const progress = new Progress(stream);
  const one = progress.begin("[1/2] one …");
  progress.begin("[2/2] another one …").show("Compiling something with a name that is too long\n");
  progress.print("kept\n");
  assert.deepEqual(left(written()), ["kept", "[1/2] one …", "[2/2] another one … Compiling something"]);
  one.end("built");
  assert.deepEqual(left(written()), ["kept", "[1/2] one … built", "[2/2] another one … Compiling something"]);
  progress.stop();
  assert.deepEqual(left(written()), ["kept", "[1/2] one … built"]);
});

test("in a log a step that is quick has one line", () => {
  const { stream, written } = screen(false);
  const progress = new Progress(stream);
  progress.begin("[1/1] one …").end("built");
  progress.stop();
  assert.equal(written(), "[1/1] one … built\n");
});
