import assert from "node:assert/strict";
import { test } from "node:test";
import { Recent } from "../recent.ts";
import type { Entry } from "./entry.ts";
import { MEMORY, Memory } from "./memory.ts";

const entry = (bytes: number, asOf = 0): Entry => ({
  asOf,
  tookMs: 0,
  digest: "",
  body: [new Uint8Array(bytes)],
});

test("a hundred thousand keys never take more than is allowed", () => {
  const memory = new Memory();
  for (let nth = 0; nth < 100_000; nth++) {
    memory.put(`k${nth}`, entry(nth % 300_000), nth);
    assert.ok(memory.size <= MEMORY.entries && memory.bytes <= MEMORY.bytes);
  }
  for (let nth = 0; nth < 100_000; nth++) memory.delete(`k${nth}`);
  assert.deepEqual([memory.size, memory.bytes], [0, 0]);
});

test("what was asked for longest ago goes first", () => {
  const memory = new Memory({ bytes: 30, entries: 3, trustMs: 1 });
  for (const key of ["a", "b", "c"]) memory.put(key, entry(10), 0);
  memory.get("a");
  memory.put("d", entry(10), 0);
  assert.deepEqual(
    ["a", "b", "c", "d"].map((key) => memory.get(key) !== undefined),
    [true, false, true, true],
  );
});

test("what is larger than all of the memory is not kept, and drives nothing out", () => {
  const memory = new Memory({ bytes: 30, entries: 3, trustMs: 1 });
  memory.put("a", entry(10), 0);
  memory.put("b", entry(31), 0);
  assert.deepEqual([memory.size, memory.bytes], [1, 10]);
});

test("an older entry does not replace a newer one", () => {
  const memory = new Memory();
  memory.put("a", entry(1, 5), 0);
  memory.put("a", entry(1, 4), 0);
  assert.equal(memory.get("a")?.asOf, 5);
  assert.equal(memory.bytes, 1);
});

test("an entry is believed for a minute, and for another one when it is confirmed", () => {
  const memory = new Memory();
  memory.put("a", entry(1), 0);
  assert.deepEqual(
    [59_999, 60_000].map((now) => memory.trusts("a", now)),
    [true, false],
  );
  memory.confirm("a", 60_000);
  assert.ok(memory.trusts("a", 119_999));
  assert.ok(!memory.trusts("b", 0));
});

test("what an isolate remembers beside listings forgets the oldest of too many", () => {
  const recent = new Recent<number>(2);
  recent.set("a", 1).set("b", 2).set("a", 3).set("c", 4);
  assert.deepEqual(
    [...recent],
    [
      ["a", 3],
      ["c", 4],
    ],
  );
});
