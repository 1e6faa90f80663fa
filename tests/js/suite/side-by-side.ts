import * as full from "business-units";
import { csv } from "business-units/export";
import * as small from "business-units/tree";
import QUnit from "qunit";
import { codeOf, DOCUMENTED, errorOf } from "./world.ts";

const CALLS = ["autodeskToken", "fetchAutodeskUnits", "fetchImochaUnits"];

/** Both modules in one program. */
export function sideBySide(): void {
  QUnit.module("business-units beside business-units/tree", () => {
    QUnit.test("the small one has the same functions and classes, and no calls", (assert) => {
      const names = Object.keys(full).filter((name) => !CALLS.includes(name));
      assert.deepEqual(Object.keys(small).sort(), names.sort());
      assert.deepEqual([small.UnitTree, small.Unit], [full.UnitTree, full.Unit]);
      assert.strictEqual(small.BusinessUnitsError, full.BusinessUnitsError);
    });

    QUnit.test("trees of both stand side by side, and freeing one leaves the other", async (assert) => {
      const one = small.buildTree(DOCUMENTED.autodesk);
      using other = full.buildTree(DOCUMENTED.autodesk);
      assert.deepEqual(one.toArray(), other.toArray());
      assert.strictEqual(csv(one), csv(other));
      assert.true(one instanceof full.UnitTree && other instanceof small.UnitTree);
      one.free();
      assert.strictEqual(await codeOf(() => one.size), "ERR_STATE");
      assert.strictEqual(other.size, 2);
    });

    QUnit.test("a tree goes from one to the other as plain data", (assert) => {
      using one = small.buildTree(DOCUMENTED.autodesk);
      using other = full.buildTree(one.toArray());
      assert.deepEqual(other.toArray(), one.toArray());
    });

    for (const [name, { buildTree, readTree }, other] of [
      ["business-units", full, small],
      ["business-units/tree", small, full],
    ] as const) {
      QUnit.test(`a tree of the other one is ERR_OPTION in ${name} that says why`, async (assert) => {
        using tree = other.buildTree(DOCUMENTED.autodesk);
        for (const hand of [() => buildTree(tree as never), () => readTree(tree as never)]) {
          const { code, message, hint } = await errorOf(hand);
          assert.deepEqual([code, /is a tree already/.test(message)], ["ERR_OPTION", true], message);
          assert.true(hint?.includes("toArray()"), hint);
        }
      });
    }
  });
}
