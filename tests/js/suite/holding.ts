import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { DOCUMENTED } from "./world.ts";

/** Trees and units in what does not know them: clones and state managers. */
export function holding(): void {
  QUnit.module("a tree that is held or cloned", () => {
    QUnit.test("a tree has no clone, and a unit's clone is its record", (assert) => {
      using tree = buildTree(DOCUMENTED.autodesk);
      const unit = tree.unit(1);
      assert.throws(() => structuredClone(tree), /clone/);
      assert.deepEqual(structuredClone(unit), unit.toJSON());
      assert.deepEqual({ ...unit }, unit.toJSON());
    });

    QUnit.test("Vue wraps neither", (assert) => {
      using tree = buildTree(DOCUMENTED.autodesk);
      for (const held of [tree, tree.unit(0)]) assert.true("__v_skip" in held && held.__v_skip);
    });
  });
}
