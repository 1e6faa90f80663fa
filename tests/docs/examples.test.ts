import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "../js/project.ts";
import { withSandbox } from "../js/upstream.ts";
import { texts } from "./texts.ts";

interface Block {
  line: number;
  program: string;
  /** What it must print, when a block of text follows at once. */
  prints: string | undefined;
}

// A block of JavaScript and, with nothing but blank lines between, what it prints.
const BLOCK = /^```js\n(?<program>.*?)^```\n(?:\n*```text\n(?<prints>.*?)^```$)?/gms;

function blocksOf(text: string): Block[] {
  return Array.from(text.matchAll(BLOCK), ({ index, groups }) => ({
    line: text.slice(0, index).split("\n").length,
    program: groups?.program ?? "",
    prints: groups?.prints,
  }));
}

const SHOWN = /^(?:README|CONTRIBUTING|tests\/README)\.md$|^docs\//;
const shown = texts.filter(({ file }) => SHOWN.test(file));

test("README.md shows JavaScript", () => {
  const readme = shown.find(({ file }) => file === "README.md");
  assert.notEqual(blocksOf(readme?.text ?? "").length, 0);
});

for (const { file, text } of shown) {
  for (const block of blocksOf(text)) {
    const claim = block.prints === undefined ? "runs" : "prints what follows it";
    test(`${file}: the block at line ${block.line} ${claim}`, async () => {
      const printed = await withSandbox((sandbox) => runProgram("block.mjs", block.program, sandbox));
      if (block.prints !== undefined) assert.equal(printed, block.prints);
    });
  }
}
