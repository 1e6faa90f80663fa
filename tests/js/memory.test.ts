import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree, readTree, type UnitTree } from "../../pkg/dist/entry.node.js";
import { initSync } from "../../pkg/wasm/business_units.js";

// The entry has loaded the module, so this only hands over what it exports.
const { memory } = initSync({ module: new Uint8Array() }) as { memory: WebAssembly.Memory };

const LISTING = JSON.stringify({
  business_units: Array.from({ length: 2_000 }, (_, n) => ({ id: `unit-${n}`, name: `Unit ${n}` })),
});
const NESTED = LISTING.replaceAll(`"name"`, `"parent_id":"unit-1","name"`);
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

/** Each round hashes with other numbers, so now and then one needs a page more than all before: no leak, which adds up. */
async function assertLeavesNothing(round: () => unknown): Promise<void> {
  const bytes = await growth(round);
  assert.ok(bytes < 1_000 * 512, `a thousand rounds left ${bytes} bytes`);
}

const chunks = (text: string) => new Blob([text]).stream();

test("a tree that is freed gives its memory back", async () => {
  await assertLeavesNothing(() => buildTree(LISTING).free());
});

test("a tree that is not freed keeps it, or this file would prove nothing", async () => {
  const kept = Array.from({ length: 50 }, () => buildTree(LISTING));
  const before = memory.buffer.byteLength;
  for (let n = 0; n < 200; n++) kept.push(buildTree(LISTING));
  assert.ok(memory.buffer.byteLength > before);
  for (const tree of kept) tree.free();
});

test("what a tree answers leaves nothing behind", async () => {
  const tree = buildTree(NESTED);
  const ask = () => [
    tree.toArray(),
    [...tree],
    tree.subtreeIds("unit-1"),
    tree.search("unit"),
    tree.unit(9).children,
  ];
  await assertLeavesNothing(ask);
  tree.free();
});

test("what a tree gives is made in blocks, however much it is", () => {
  const units = Array.from({ length: 1_000 }, (_, n) => ({ id: `${n}`, name: `${n}`.padEnd(60_000, "x") }));
  const tree = buildTree(JSON.stringify({ business_units: units }));
  // Whatever the building left free is taken first.
  const others: UnitTree[] = [];
  const atFirst = memory.buffer.byteLength;
  while (memory.buffer.byteLength === atFirst) others.push(buildTree(LISTING));
  const before = memory.buffer.byteLength;
  assert.equal(tree.toArray().length, 1_000);
  assert.ok(memory.buffer.byteLength - before < 2 ** 21, "60 MB of texts took more than 2 MiB");
  for (const each of [tree, ...others]) each.free();
});

test("memory that grows while records are made takes nothing away from them", () => {
  const name = (n: number) => `${n} ü`.padEnd(60_000, "x");
  const trees: UnitTree[] = [];
  let grown = 0;
  // One tree after the other fills what is left of a page of memory, until a window needs a new one.
  for (let n = 0; grown < 3 && n < 1_000; n++) {
    const tree = buildTree([{ id: `${n}`, name: name(n), description: name(n + 1) }]);
    trees.push(tree);
    const before = memory.buffer.byteLength;
    const [record] = tree.toArray();
    if (memory.buffer.byteLength > before) grown += 1;
    assert.ok(
      record?.id === `${n}` && record.name === name(n) && record.description === name(n + 1),
      `tree ${n}`,
    );
  }
  for (const tree of trees) tree.free();
  assert.ok(grown > 0, "memory never grew in a window: this proves nothing");
});

test("a listing that is refused leaves nothing behind", async () => {
  await assertLeavesNothing(() => assert.throws(() => buildTree(DAMAGED), { code: "ERR_JSON" }));
});

test("a stream that is refused leaves nothing behind", async () => {
  await assertLeavesNothing(() => assert.rejects(readTree(chunks(DAMAGED)), { code: "ERR_JSON" }));
});
