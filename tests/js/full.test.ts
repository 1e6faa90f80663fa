import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree, readTree } from "../../pkg/dist/entry.node.js";
import { initSync } from "../../pkg/wasm/business_units.js";

// The entry has loaded the module, so this only hands over what it exports.
const { memory } = initSync({ module: new Uint8Array() }) as { memory: WebAssembly.Memory };

function listing(count: number): string {
  const units = Array.from({ length: count }, (_, n) => ({
    id: `unit-${n}`,
    description: `${n}`.padEnd(200, "."),
  }));
  return JSON.stringify({ business_units: units });
}

/** Takes all pages of a 32-bit address space. They are never written, so they cost nothing. */
function takeAllPages(): void {
  for (let pages = 16_384; pages >= 1; ) {
    try {
      memory.grow(pages);
    } catch {
      pages /= 2;
    }
  }
}

test("where there is no memory, a listing is ERR_TOO_LARGE with what there is, and the next one is read", async () => {
  buildTree(listing(5_000)).free();
  takeAllPages();
  const large = listing(100_000);
  const full = { code: "ERR_TOO_LARGE", limit: 2 ** 32, message: /no memory/ };
  for (let n = 0; n < 2; n++) {
    assert.throws(() => buildTree(large), full);
    await assert.rejects(readTree(new Response(large)), full);
  }
  using tree = buildTree(listing(1_000));
  assert.equal(tree.toArray().length, 1_000);
});

test("more bytes at once than 32 bits can count are ERR_TOO_LARGE, as many as they can are read", () => {
  // These are never written either.
  const bytes = new ArrayBuffer(2 ** 32);
  for (const length of [2 ** 32 - 2, 2 ** 32 - 1]) {
    assert.throws(() => buildTree(new Uint8Array(bytes, 0, length)), { code: "ERR_JSON", offset: 0 });
  }
  assert.throws(() => buildTree(bytes), { code: "ERR_TOO_LARGE", limit: 2 ** 32 - 1 });
});
