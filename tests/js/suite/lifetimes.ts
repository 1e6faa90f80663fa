import type { UnitTree } from "business-units";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { codeOf, DOCUMENTED } from "./world.ts";

const USES: Record<string, (tree: UnitTree) => unknown> = {
  size: (tree) => tree.size,
  height: (tree) => tree.height,
  provider: (tree) => tree.provider,
  accountId: (tree) => tree.accountId,
  count: (tree) => tree.count,
  defects: (tree) => tree.defects,
  warnings: (tree) => tree.warnings,
  roots: (tree) => tree.roots,
  unit: (tree) => tree.unit(0),
  get: (tree) => tree.get("1"),
  at: (tree) => tree.at(["a"]),
  search: (tree) => tree.search("a"),
  subtreeIds: (tree) => tree.subtreeIds("1"),
  rows: (tree) => tree.rows(0, 1),
  columns: (tree) => tree.columns(),
  toArray: (tree) => tree.toArray(),
  toJSON: (tree) => tree.toJSON(),
  "JSON.stringify": (tree) => JSON.stringify(tree),
  iteration: (tree) => [...tree],
};

/** Freeing a tree, and what is left of it. */
export function lifetimes(): void {
  QUnit.module("a freed tree", () => {
    for (const [name, use] of Object.entries(USES)) {
      QUnit.test(`${name} is ERR_STATE`, async (assert) => {
        const tree = buildTree(DOCUMENTED.autodesk);
        use(tree);
        tree.free();
        assert.strictEqual(await codeOf(() => use(tree)), "ERR_STATE");
      });
    }

    QUnit.test("its units keep their fields and lose their relations", async (assert) => {
      const tree = buildTree(DOCUMENTED.autodesk);
      const unit = tree.unit(1);
      tree.free();
      assert.deepEqual([unit.name, unit.toJSON().depth], ["USA Western Region", 1]);
      for (const ask of [
        () => unit.parent,
        () => unit.children,
        () => unit.ancestors(),
        () => unit.descendants(),
        () => unit.leaves(),
      ]) {
        assert.strictEqual(await codeOf(ask), "ERR_STATE", String(ask));
      }
    });

    QUnit.test("freeing it again does nothing", (assert) => {
      const tree = buildTree("{}");
      tree.free();
      tree.free();
      tree[Symbol.dispose]();
      assert.true(true);
    });

    QUnit.test("freed while it is iterated, it is ERR_STATE at the next unit", async (assert) => {
      const tree = buildTree(DOCUMENTED.autodesk);
      let seen = 0;
      const code = await codeOf(() => {
        for (const _ of tree) {
          seen += 1;
          tree.free();
        }
      });
      assert.deepEqual([code, seen], ["ERR_STATE", 1]);
    });

    QUnit.test("it is freed at the end of a using block", async (assert) => {
      let kept: UnitTree;
      {
        using tree = buildTree(DOCUMENTED.autodesk);
        kept = tree;
      }
      assert.strictEqual(await codeOf(() => kept.size), "ERR_STATE");
    });

    QUnit.test("what it gave before stays valid", (assert) => {
      const tree = buildTree(DOCUMENTED.autodesk);
      const { depth } = tree.columns();
      const records = tree.toArray();
      tree.free();
      const others = Array.from({ length: 50 }, () => buildTree(DOCUMENTED.autodesk));
      for (const other of others) other.free();
      assert.deepEqual([[...depth], records[1]?.name], [[0, 1], "USA Western Region"]);
    });
  });
}
