import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ERROR_CODES } from "../../pkg/dist/error-code.js";
import { buildTree, errorCodes, initSync } from "../../pkg/wasm/business_units.js";

initSync({ module: readFileSync(new URL("../../pkg/wasm/business_units_bg.wasm", import.meta.url)) });

test("TypeScript and Rust have the same error codes", () => {
  assert.deepEqual([...ERROR_CODES].sort(), errorCodes().sort());
});

test("the generated module is of use without the wrapper", () => {
  const bytes = new TextEncoder().encode('{"businessUnits":[{"businessUnitId":1}],"count":1}');
  const tree = buildTree(bytes, undefined);
  assert.equal(tree.size, 1);
  assert.equal(tree.record(0)?.id, "1");
  tree.free();
});
