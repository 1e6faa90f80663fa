import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree, readTree } from "../../pkg/dist/entry.node.js";
import { initSync } from "../../pkg/wasm/business_units.js";

// The entry has loaded the module, so this only hands over what it exports.
const { memory } = initSync({ module: new Uint8Array() }) as { memory: WebAssembly.Memory };

const LISTING = JSON.stringify({
  business_units: Array.from({ length: 2_000 }, (_, n) => ({ id: `unit-${n}`, name: `Unit ${n}` })),
});
const DAMAGED = LISTING.slice(0, -2);

/** How much memory a thousand rounds add, once the first ones have taken what they need. */
async function growth(round: () => unknown): Promise<number> {
  const repeat = async (times: number) => {
    for (let n = 0; n < times; n++) await round();
  };
  await repeat(20);
  const before = memory.buffer.byteLength;
  await repeat(1_000);
  return memory.buffer.byteLength - before;
}

const chunks = (text: string) => new Blob([text]).stream();

test("a tree that is freed gives its memory back", async () => {
  assert.equal(await growth(() => buildTree(LISTING).free()), 0);
});

test("a tree that is not freed keeps it, or this file would prove nothing", async () => {
  const kept = Array.from({ length: 50 }, () => buildTree(LISTING));
  const before = memory.buffer.byteLength;
  for (let n = 0; n < 200; n++) kept.push(buildTree(LISTING));
  assert.ok(memory.buffer.byteLength > before);
  for (const tree of kept) tree.free();
});

test("a listing that is refused leaves nothing behind", async () => {
  assert.equal(await growth(() => assert.throws(() => buildTree(DAMAGED), { code: "ERR_JSON" })), 0);
});

test("a stream that is refused leaves nothing behind", async () => {
  assert.equal(await growth(() => assert.rejects(readTree(chunks(DAMAGED)), { code: "ERR_JSON" })), 0);
});
