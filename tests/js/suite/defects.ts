import type { Defect, DefectKind, UnitInput, UnitTree } from "business-units";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";

/** Every kind of defect, alone in its listing. */
export function defects(): void {
  QUnit.module("defects", () => {
    QUnit.test("a listing without fault has none", (assert) => {
      using tree = buildTree([{ id: "1" }, { id: "2", parentId: "1" }]);
      assert.deepEqual(tree.defects, []);
    });

    for (const id of ["", null, undefined]) {
      QUnit.test(`EmptyId: an id that is ${JSON.stringify(id)} stands under its parent`, (assert) => {
        using tree = treeOf({ id: "1" }, { id, parentId: "1", name: "no id" });
        assert.deepEqual(withoutMessage(tree), [{ kind: "EmptyId", severity: "error", row: 1, id: "" }]);
        assert.deepEqual([tree.unit(1).name, tree.unit(1).parent?.id], ["no id", "1"]);
        assert.strictEqual(tree.get(""), undefined);
      });
    }

    QUnit.test("DuplicateId: the first keeps the id and the children", (assert) => {
      using tree = treeOf(
        { id: "1", name: "first" },
        { id: "2" },
        { id: "1", parentId: "2", name: "second" },
        { id: "3", parentId: "1" },
      );
      assert.deepEqual(withoutMessage(tree), [
        { kind: "DuplicateId", severity: "error", row: 3, id: "1", rows: [0, 3] },
      ]);
      assert.deepEqual([tree.get("1")?.name, tree.unit(3).parent?.id], ["first", "2"]);
      assert.deepEqual(tree.subtreeIds("1"), ["1", "3"]);
    });

    QUnit.test("MissingParent: the unit becomes a root", (assert) => {
      using tree = treeOf({ id: "1" }, { id: "2", parentId: "gone" });
      assert.deepEqual(withoutMessage(tree), [
        { kind: "MissingParent", severity: "error", row: 1, id: "2", parentId: "gone" },
      ]);
      assert.deepEqual(
        tree.roots.map(({ id }) => id),
        ["1", "2"],
      );
      assert.deepEqual([tree.unit(1).parent, tree.unit(1).parentId], [undefined, "gone"]);
    });

    QUnit.test("MissingParent: the path suggests who was meant", (assert) => {
      using tree = treeOf(
        { id: "1", name: "Europe" },
        { id: "2", parentId: "gone", name: "Norway", path: "Europe" },
      );
      const defect = only(tree, "MissingParent");
      assert.deepEqual(defect.suggestion, { row: 0, by: "path" });
    });

    QUnit.test("MissingParent: an id in other letter case suggests who was meant", (assert) => {
      using tree = treeOf({ id: "abc-1" }, { id: "2", parentId: "ABC-1" });
      const defect = only(tree, "MissingParent");
      assert.deepEqual(defect.suggestion, { row: 0, by: "case" });
    });

    QUnit.test("SelfParent: the unit becomes a root", (assert) => {
      using tree = treeOf({ id: "1" }, { id: "2", parentId: "2" }, { id: "3", parentId: "2" });
      assert.deepEqual(withoutMessage(tree), [{ kind: "SelfParent", severity: "error", row: 1, id: "2" }]);
      assert.deepEqual(tree.subtreeIds("2"), ["2", "3"]);
    });

    QUnit.test("Cycle: it is broken at the first unit in the listing, and told once", (assert) => {
      using tree = treeOf(
        { id: "0" },
        { id: "b", parentId: "c" },
        { id: "c", parentId: "a" },
        { id: "a", parentId: "b" },
        { id: "d", parentId: "a" },
      );
      const { rows, ids, ...rest } = only(tree, "Cycle");
      assert.deepEqual([rest.severity, rest.row, rest.id], ["error", 1, "b"]);
      assert.deepEqual([...ids].sort(), ["a", "b", "c"]);
      assert.deepEqual(
        [...rows].sort().map((row) => tree.unit(row).id),
        ["b", "a", "c"],
      );
      assert.deepEqual(
        tree.roots.map(({ id }) => id),
        ["0", "b"],
      );
      assert.strictEqual(tree.size, 5);
    });

    QUnit.test("OtherAccount: a unit of another account stays where it is", (assert) => {
      using tree = treeOf({ id: "1", accountId: "A-1" }, { id: "2", parentId: "1", accountId: "a-2" });
      assert.deepEqual(withoutMessage(tree), [
        { kind: "OtherAccount", severity: "error", row: 1, id: "2", accountId: "a-2" },
      ]);
      assert.strictEqual(tree.unit(1).parent?.id, "1");
    });

    QUnit.test(
      "OtherAccount: the account asked for counts, with or without b., in any letter case",
      (assert) => {
        const units: UnitInput[] = [{ id: "1", account_id: "A-1" }];
        using same = buildTree(units, { accountId: "b.a-1" });
        using other = buildTree(units, { accountId: "a-2" });
        assert.deepEqual(same.defects, []);
        assert.strictEqual(only(other, "OtherAccount").accountId, "A-1");
      },
    );

    QUnit.test("PathMismatch: a path that fits neither convention is an information", (assert) => {
      using tree = treeOf(
        { id: "1", name: "Europe" },
        { id: "2", parentId: "1", name: "Norway", path: "Asia" },
      );
      const defect = only(tree, "PathMismatch");
      assert.deepEqual([defect.severity, defect.row, defect.found], ["info", 1, "Asia"]);
      assert.true(String(defect.expected).includes("Europe"), String(defect.expected));
    });

    QUnit.test("CountMismatch: both numbers are named", (assert) => {
      using tree = buildTree('{"businessUnits":[{"businessUnitId":1}],"count":3}');
      assert.deepEqual(withoutMessage(tree), [
        { kind: "CountMismatch", severity: "info", count: 3, listed: 1 },
      ]);
      assert.strictEqual(tree.count, 3);
    });

    QUnit.test("every one has a sentence, and they come in the order sent", (assert) => {
      using tree = treeOf(
        { id: "1", parentId: "gone" },
        { id: "2", parentId: "2" },
        { id: "" },
        { id: "1" },
        { id: "3", parentId: "gone" },
      );
      assert.deepEqual(
        tree.defects.map(({ kind }) => kind),
        ["MissingParent", "SelfParent", "EmptyId", "DuplicateId", "MissingParent"],
      );
      assert.true(tree.defects.every(({ message }) => message.length > 10));
    });
  });
}

function treeOf(...units: ({ id?: string | null | undefined } & Record<string, unknown>)[]): UnitTree {
  return buildTree(units as unknown as UnitInput[]);
}

function withoutMessage(tree: UnitTree): unknown[] {
  return tree.defects.map(({ message: _, ...rest }) => rest);
}

function only<Kind extends DefectKind>(tree: UnitTree, kind: Kind): Extract<Defect, { kind: Kind }> {
  const [defect, ...more] = tree.defects;
  if (defect?.kind === kind && more.length === 0) return defect as Extract<Defect, { kind: Kind }>;
  throw new Error(`expected one ${kind}, found ${JSON.stringify(tree.defects)}`);
}
