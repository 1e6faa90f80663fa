import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { buildTree, type UnitTree } from "../../pkg/dist/entry.node.js";
import { initSync } from "../../pkg/wasm/business_units.js";

// The entry has loaded the module, so this only hands over what it exports.
const { memory } = initSync({ module: new Uint8Array() }) as { memory: WebAssembly.Memory };

const listing = (units: number) =>
  JSON.stringify(Array.from({ length: units }, (_, n) => ({ id: `unit-${n}`, name: `Unit ${n}` })));
const SMALL = `{"business_units":${listing(200)}}`;
const LARGE = `{"business_units":${listing(2_000)}}`;

/** Collects garbage, and lets the callbacks for what was collected run. */
async function collect(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  for (let n = 0; n < 5; n++) {
    gc();
    await turn();
  }
}

test("ten thousand trees, built and freed, leave memory where it was", () => {
  for (let n = 0; n < 100; n++) buildTree(SMALL).free();
  const before = memory.buffer.byteLength;
  for (let n = 0; n < 10_000; n++) {
    using tree = buildTree(SMALL);
    assert.equal(tree.size, 200);
  }
  const pages = (memory.buffer.byteLength - before) / 2 ** 16;
  assert.ok(pages <= 4, `${pages} pages more`);
});

test("columns that were taken before memory grows stay valid", () => {
  const trees = [buildTree(LARGE)];
  const columns = Object.values((trees[0] as UnitTree).columns());
  const copies = columns.map((column) => Array.from(column));
  const before = memory.buffer.byteLength;
  while (memory.buffer.byteLength === before) trees.push(buildTree(LARGE));
  assert.deepEqual(
    columns.map((column) => Array.from(column)),
    copies,
  );
  for (const tree of trees) tree.free();
});

test("a tree that only a unit remembers is kept", async () => {
  const unit = buildTree(SMALL).get("unit-7");
  await collect();
  for (let n = 0; n < 50; n++) buildTree(SMALL).free();
  assert.equal(unit?.leaves()[0]?.name, "Unit 7");
});

test("trees that are forgotten give their memory to the next ones", async () => {
  const forget = () => {
    for (let n = 0; n < 200; n++) buildTree(LARGE);
  };
  forget();
  await collect();
  const before = memory.buffer.byteLength;
  for (let round = 0; round < 5; round++) {
    forget();
    await collect();
  }
  assert.ok(memory.buffer.byteLength < 1.2 * before, `${before} bytes, then ${memory.buffer.byteLength}`);
});

test("a loop that forgets to free levels off, when it lets the event loop turn", async () => {
  const forget = async (trees: number) => {
    for (let n = 0; n < trees; n++) {
      buildTree(LARGE);
      if (n % 10 === 0) await turn();
    }
    return memory.buffer.byteLength;
  };
  const afterThousand = await forget(1_000);
  const afterFive = await forget(4_000);
  const said = `${afterThousand} bytes after 1 000 trees, ${afterFive} after 5 000`;
  assert.ok(afterFive < 2.5 * afterThousand, said);
});
