import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf } from "./bytes.ts";
import { entryOf } from "./cache/entry.ts";
import { isNamed, tagOf } from "./etag.ts";

const entry = await entryOf([bytesOf("{}")], 0, 0);
const tag = await tagOf(entry, "flat");

test("a tag is strong, and the same wherever and whenever the document is the same", async () => {
  assert.match(tag, /^"[0-9a-f]{64}"$/);
  assert.equal(await tagOf(await entryOf([bytesOf("{"), bytesOf("}")], 5, 5), "flat"), tag);
  assert.notEqual(await tagOf(entry, "flat stale"), tag);
  assert.notEqual(await tagOf(await entryOf([bytesOf("{ }")], 0, 0), "flat"), tag);
});

const forms: [header: string | undefined, named: boolean][] = [
  [undefined, false],
  ["", false],
  ["*", true],
  [" * ", true],
  [tag, true],
  [`W/${tag}`, true],
  [`"a", ${tag}`, true],
  [`${tag},"b"`, true],
  [`"a" , W/"b",W/${tag} `, true],
  [`,${tag}`, true],
  [`"a",, ,${tag},`, true],
  [",", false],
  [", ,", false],
  ['"a"', false],
  ['W/"a", "b"', false],
  [tag.slice(1, -1), false],
  [tag.slice(0, -1), false],
  [`w/${tag}`, false],
  [`${tag} "b"`, false],
  [`*, ${tag}`, false],
  [tag.toUpperCase(), false],
  [`${'"a",'.repeat(3_000)}${tag}`, false],
];

for (const [header, named] of forms) {
  test(`If-None-Match: ${String(header).slice(0, 40).replace(tag, "<tag>")} ${named ? "names" : "does not name"} the tag`, () => {
    assert.equal(isNamed(tag, header), named);
  });
}

// An expression that tries each way to split one of these would never come to an end.
test("a hostile If-None-Match is read, and names nothing", () => {
  for (const header of [
    '"'.repeat(8_000),
    `"a"${" ".repeat(8_000)}x`,
    '"a" ,'.repeat(1_600),
    `${" ".repeat(8_000)}"`,
  ]) {
    assert.equal(isNamed(tag, header), false);
  }
});
