// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Timings } from "./timings.mjs";

test("a log says when each step began, how long it took and what came of it", () => {
  const timings = new Timings();
  timings.read("[1/3] C linker … already there\n[2/3] crate … Compiling a v1.0.0 (17 s)\n[3/3] node mod", 17);
  timings.read("ules … installed (20 s)\n", 21);
  timings.read("[2/3] crate … built (80 s)\n[1/2] core … 3 passed, 0 failed (5 s)\n", 82);
  assert.deepEqual(timings.table().split("\n").slice(2), [
    "| node modules | 1 s | 20 s | installed |",
    "| crate | 2 s | 80 s | built |",
    "| core | 77 s | 5 s | 3 passed, 0 failed |",
  ]);
});
