import type { UnitTree } from "business-units";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { DOCUMENTED } from "./world.ts";

const PRINT = Symbol.for("nodejs.util.inspect.custom");

type Print = (depth: number, options: object, inspect?: (value: unknown) => string) => unknown;

/** What a console gets of a tree; `inspect` is the runtime's own. */
function printed(tree: UnitTree, depth = 2, inspect?: (value: unknown) => string): unknown {
  return (tree as unknown as Record<symbol, Print>)[PRINT]?.call(tree, depth, {}, inspect);
}

/** Trees and units in what does not know them: consoles, clones, state managers. */
export function holding(): void {
  QUnit.module("a tree that is held, printed or cloned", () => {
    QUnit.test("a console shows what is known of it, and its units", (assert) => {
      using tree = buildTree([
        { id: "1", name: "Europe" },
        { id: "2", parentId: "1" },
      ]);
      const units = ["Europe (1)", "   (2)"];
      const summary = { provider: "autodesk", size: 2, height: 1, defects: 0, units };
      assert.deepEqual(printed(tree), summary);
      assert.strictEqual(printed(tree, 2, JSON.stringify), `UnitTree ${JSON.stringify(summary)}`);
      assert.strictEqual(printed(tree, -1), "[UnitTree]");
    });

    QUnit.test("a console shows the first twenty of many units", (assert) => {
      using tree = buildTree(Array.from({ length: 30 }, (_, id) => ({ id })));
      const { units } = printed(tree) as { units: string[] };
      assert.deepEqual([units.length, units.at(-1)], [21, "… and 10 more"]);
    });

    QUnit.test("a freed one is shown as such", (assert) => {
      const tree = buildTree(DOCUMENTED.autodesk);
      tree.free();
      assert.deepEqual(printed(tree), { state: "BusinessUnitsError: The tree was freed." });
    });

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
