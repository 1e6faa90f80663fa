import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, joined } from "../bytes.ts";
import { ageOf, entryOf, packed, unpacked } from "./entry.ts";

const NOW = 1_700_000_000_000;
const entry = await entryOf([bytesOf('{"units":'), bytesOf("[]}")], NOW, 120);
const whole = joined(packed("key", entry));
const label = (change: object) => {
  const text = new TextDecoder().decode(whole);
  const [line = "", body = ""] = text.split("\n");
  return bytesOf(`${JSON.stringify({ ...JSON.parse(line), ...change })}\n${body}`);
};

test("an entry comes back as it was kept", async () => {
  const back = await unpacked("key", whole, NOW);
  assert.deepEqual({ ...back, body: joined(back?.body ?? []) }, { ...entry, body: joined(entry.body) });
});

test("an entry is never younger than new", () => {
  assert.equal(ageOf(entry, NOW + 5), 5);
  assert.equal(ageOf(entry, NOW - 5), 0);
});

test("a clock that is ahead by less than a minute is believed", async () => {
  assert.ok(await unpacked("key", whole, NOW - 60_000));
});

const flipped = Uint8Array.from(whole);
flipped[whole.length - 2] = (flipped[whole.length - 2] ?? 0) ^ 1;

const bad: [what: string, bytes: Uint8Array, key?: string, now?: number][] = [
  ["of another key", whole, "another"],
  ["of another schema", label({ schema: "0" })],
  ["without a schema", label({ schema: undefined })],
  ["from the future", whole, "key", NOW - 60_001],
  ["with a changed byte", flipped],
  ["that is longer than it says", joined([whole, bytesOf(" ")])],
  ["of another length", label({ bytes: 1 })],
  ["of another digest", label({ digest: "0".repeat(64) })],
  ["without a digest", label({ digest: undefined })],
  ["without a time", label({ asOf: null })],
  ["with a time that is a text", label({ asOf: "NaN" })],
  ["that took less than no time", label({ tookMs: -1 })],
  ["that is empty", new Uint8Array()],
  ["that is no label", bytesOf("<html>\n</html>")],
  ["that is a label of null", bytesOf("null\n")],
  ["that is all zeros", new Uint8Array(2_000)],
];

for (const [what, bytes, key = "key", now = NOW] of bad) {
  test(`an entry ${what} is none`, async () => {
    assert.equal(await unpacked(key, bytes, now), undefined);
  });
}

test("an entry that is cut at any byte is none", async () => {
  for (let end = 0; end < whole.length; end++) {
    assert.equal(await unpacked("key", whole.subarray(0, end), NOW), undefined, `at ${end}`);
  }
});
