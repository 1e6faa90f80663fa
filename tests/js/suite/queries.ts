import type { UnitInput, UnitTree } from "business-units";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { codeOf, errorOf } from "./world.ts";

//  row  0 Europe            1
//       1 ├ Norway          11
//       2 │ └ Oslo          111
//       3 └ Sweden          12
//       4 Asia              2
//       5 └ Norway          21   (names repeat)
const WORLD: UnitInput[] = [
  { id: "1", name: "Europe" },
  { id: "2", name: "Asia" },
  { id: "111", parentId: "11", name: "Oslo" },
  { id: "11", parentId: "1", name: "Norway" },
  { id: "21", parentId: "2", name: "Norway" },
  { id: "12", parentId: "1", name: "Sweden" },
];
const IDS = ["1", "11", "111", "12", "2", "21"];

const ids = (units: Iterable<{ id: string }>) => Array.from(units, ({ id }) => id);

/** What a tree and its units answer. */
export function queries(): void {
  QUnit.module("UnitTree", () => {
    QUnit.test("it knows its size, its height and where it comes from", (assert) => {
      using tree = buildTree(WORLD, { accountId: "acc-1" });
      assert.deepEqual(
        [tree.size, tree.height, tree.provider, tree.accountId, tree.count, tree.warnings],
        [6, 2, "autodesk", "acc-1", undefined, []],
      );
    });

    QUnit.test("roots stand in the order sent", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(ids(tree.roots), ["1", "2"]);
    });

    QUnit.test("unit(row) finds by preorder place", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(
        IDS.map((_, row) => tree.unit(row).id),
        IDS,
      );
    });

    QUnit.test("unit(row) is ERR_OPTION where there is no such row", async (assert) => {
      using tree = buildTree(WORLD);
      for (const row of [-1, 6, 0.5, Number.NaN, 2 ** 32, 2 ** 53, "0" as unknown as number]) {
        assert.strictEqual(await codeOf(() => tree.unit(row)), "ERR_OPTION", String(row));
      }
    });

    QUnit.test("get(id) compares exactly", (assert) => {
      using tree = buildTree([{ id: "Aa" }, { id: "__proto__" }, { id: "é" }]);
      assert.deepEqual(
        ["Aa", "aa", "__proto__", "constructor", "é", "e\u0301", ""].map((id) => tree.get(id)?.row),
        [0, undefined, 1, undefined, 2, undefined, undefined],
      );
    });

    QUnit.test("at(names) gives all units at the end of a path", (assert) => {
      using tree = buildTree([...WORLD, { id: "112", parentId: "11", name: "Oslo" }]);
      assert.deepEqual(ids(tree.at(["Europe", "Norway", "Oslo"])), ["111", "112"]);
      assert.deepEqual(ids(tree.at(["Europe"])), ["1"]);
      assert.deepEqual(tree.at(["europe"]), []);
      assert.deepEqual(tree.at(["Norway"]), []);
      assert.deepEqual(tree.at([]), []);
    });

    QUnit.test("subtreeIds gives a unit and everything below", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(tree.subtreeIds("1"), ["1", "11", "111", "12"]);
      assert.deepEqual(tree.subtreeIds("12"), ["12"]);
      assert.deepEqual(tree.subtreeIds("unknown"), []);
    });

    QUnit.test("search finds names, without regard to letter case", (assert) => {
      using tree = buildTree(WORLD);
      const hits = tree.search("nor");
      assert.deepEqual(
        hits.map(({ row, unit, ranges }) => [row, unit.id, ranges]),
        [
          [1, "11", [[0, 3]]],
          [5, "21", [[0, 3]]],
        ],
      );
      assert.deepEqual(ids(tree.search("nor", { limit: 1 }).map(({ unit }) => unit)), ["11"]);
      assert.deepEqual([tree.search(""), tree.search("  "), tree.search("nowhere")], [[], [], []]);
    });

    QUnit.test("search finds names, without regard to accents, in either form", (assert) => {
      const names = ["Zürich", "Łódź", "Ærø Sør", "Đà Nẵng", "İzmir", "Straße", "Ёлка", "東京 Ｂ１", "한국"];
      const sent = names.flatMap((name) => [name.normalize("NFC"), name.normalize("NFD")]);
      using tree = buildTree(sent.map((name, at) => ({ id: `${at}`, name })));
      const texts = ["ZURICH", "lodz", "aero sor", "da nang", "ızmır", "STRASSE", "елка", "東京 b1", "하"];
      for (const [at, text] of texts.entries()) {
        for (const form of ["NFC", "NFD"]) {
          const found = tree.search(text.normalize(form)).map(({ row }) => row);
          assert.deepEqual(found, [2 * at, 2 * at + 1], `${text} ${form}`);
        }
      }
    });

    QUnit.test("search gives whole names first, then starts, then words, then the rest", (assert) => {
      const names = ["Bezürich", "Alt-Zürich", "Zürichberg", "ZURICH", "Zürich"];
      using tree = buildTree(names.map((name) => ({ id: name, name })));
      const best = ["ZURICH", "Zürich", "Zürichberg", "Alt-Zürich", "Bezürich"];
      assert.deepEqual(ids(tree.search("zürich").map(({ unit }) => unit)), best);
      assert.deepEqual(ids(tree.search("zurich", { limit: 3 }).map(({ unit }) => unit)), best.slice(0, 3));
      assert.deepEqual(tree.search("zurich", { limit: 0 }), []);
    });

    QUnit.test("a found part of a name has its accents and no half of a letter", (assert) => {
      const parts = (name: string, text: string) => {
        using tree = buildTree([{ id: "1", name }]);
        const ranges = tree.search(text).flatMap((hit) => hit.ranges);
        return ranges.map(([start, end]) => name.slice(start, end));
      };
      assert.deepEqual(parts("Zu\u0308rich Zürich", "zu"), ["Zu\u0308", "Zü"]);
      assert.deepEqual(parts("Straße", "s"), ["S", "ß"]);
      assert.deepEqual(parts("한국", "하"), ["한"]);
      assert.deepEqual(parts("👩‍🚀 e\u0301\u0000É", "e"), ["e\u0301", "É"]);
      assert.deepEqual(parts("\u0301\u200b", "\u0301"), []);
    });

    QUnit.test("search counts in UTF-16 units", (assert) => {
      using tree = buildTree([{ id: "1", name: "🏗️ Büro" }]);
      const [hit] = tree.search("Büro");
      const [start = 0, end = 0] = hit?.ranges[0] ?? [];
      assert.strictEqual(hit?.unit.name?.slice(start, end), "Büro");
    });

    QUnit.test("rows gives a half-open window, cut to what there is", (assert) => {
      using tree = buildTree(WORLD);
      const window = (from: number, to: number) => {
        const { from: start, records } = tree.rows(from, to);
        return [start, ids(records)];
      };
      assert.deepEqual(window(1, 3), [1, ["11", "111"]]);
      assert.deepEqual(window(-5, 99), [0, IDS]);
      assert.deepEqual(window(4, Number.POSITIVE_INFINITY), [4, ["2", "21"]]);
      assert.deepEqual(window(3, 1), [3, []]);
      assert.deepEqual(window(9, 12), [6, []]);
    });

    QUnit.test("columns gives the shape as copies", (assert) => {
      using tree = buildTree(WORLD);
      const { depth, size, parent, index } = tree.columns();
      assert.deepEqual([...depth], [0, 1, 2, 1, 0, 1]);
      assert.deepEqual([...size], [4, 2, 1, 1, 2, 1]);
      assert.deepEqual([...parent], [-1, 0, 1, 0, -1, 4]);
      assert.deepEqual([...index], [0, 3, 2, 5, 1, 4]);
      depth[0] = 9;
      assert.strictEqual(tree.columns().depth[0], 0);
    });

    QUnit.test("toArray gives every record, all fields present", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(ids(tree.toArray()), IDS);
      assert.deepEqual(tree.toArray()[1], {
        row: 1,
        index: 3,
        id: "11",
        parentId: "1",
        name: "Norway",
        description: null,
        path: null,
        accountId: null,
        createdAt: null,
        updatedAt: null,
        depth: 1,
        size: 2,
      });
    });

    QUnit.test("toJSON nests the records", (assert) => {
      using tree = buildTree(WORLD);
      const names = (units: { id: string; children: unknown[] }[]): unknown[] =>
        units.map(({ id, children }) => [id, ...names(children as { id: string; children: unknown[] }[])]);
      assert.deepEqual(names(tree.toJSON()), [
        ["1", ["11", ["111"]], ["12"]],
        ["2", ["21"]],
      ]);
      assert.deepEqual(JSON.parse(JSON.stringify(tree)), tree.toJSON());
    });

    QUnit.test("toJSON of a tree deeper than 500 is ERR_TOO_DEEP, one as deep is not", async (assert) => {
      using deep = chain(501);
      assert.strictEqual(JSON.stringify(deep).match(/"id":/g)?.length, 501);
      using deeper = chain(502);
      const error = await errorOf(() => deeper.toJSON());
      assert.deepEqual([error.code, error.limit], ["ERR_TOO_DEEP", 500]);
      assert.deepEqual([deeper.toArray().length, deeper.height], [502, 501]);
    });

    QUnit.test("iteration goes through all units in preorder, across windows", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(ids(tree), IDS);
      using long = chain(1000);
      assert.deepEqual(
        Array.from(long, ({ row }) => row),
        Array.from({ length: 1000 }, (_, row) => row),
      );
    });

    QUnit.test("a query that is no text is ERR_OPTION", async (assert) => {
      using tree = buildTree(WORLD);
      const no = 1 as unknown as string;
      for (const ask of [
        () => tree.get(no),
        () => tree.subtreeIds(no),
        () => tree.search(no),
        () => tree.at([no]),
        () => tree.at(no as unknown as string[]),
        () => tree.at([undefined as unknown as string, "a"]),
        () => tree.at(new Array(1)),
        () => tree.rows(0n as unknown as number, 1),
        () => tree.unit(Symbol("1") as unknown as number),
        () => tree.unit(Object.create(null)),
        () => tree.search("a", { limit: -1 }),
        () => tree.search("a", { limit: 0.5 }),
      ]) {
        assert.strictEqual(await codeOf(ask), "ERR_OPTION", String(ask));
      }
    });
  });

  QUnit.module("Unit", () => {
    QUnit.test("it has its record's fields", (assert) => {
      using tree = buildTree(WORLD);
      for (const unit of tree) assert.deepEqual({ ...unit }, tree.toArray()[unit.row]);
    });

    QUnit.test("it knows its parent and its children", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(
        IDS.map((id) => tree.get(id)?.parent?.id),
        [undefined, "1", "11", "1", undefined, "2"],
      );
      assert.deepEqual(
        IDS.map((id) => ids(tree.get(id)?.children ?? [])),
        [["11", "12"], ["111"], [], [], ["21"], []],
      );
    });

    QUnit.test("ancestors begin with itself and end with the root", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(ids(tree.unit(2).ancestors()), ["111", "11", "1"]);
      assert.deepEqual(ids(tree.unit(0).ancestors()), ["1"]);
    });

    QUnit.test("descendants begin with itself, in preorder", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(ids(tree.unit(0).descendants()), ["1", "11", "111", "12"]);
      assert.deepEqual(ids(tree.unit(5).descendants()), ["21"]);
    });

    QUnit.test("leaves are what has nothing below", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(ids(tree.unit(0).leaves()), ["111", "12"]);
      assert.deepEqual(ids(tree.unit(5).leaves()), ["21"]);
    });

    QUnit.test("toJSON is its record, without the units below", (assert) => {
      using tree = buildTree(WORLD);
      assert.deepEqual(JSON.parse(JSON.stringify(tree.unit(0))), tree.toArray()[0]);
    });
  });
}

function chain(length: number): UnitTree {
  return buildTree(Array.from({ length }, (_, n) => ({ id: `${n}`, parentId: n === 0 ? null : `${n - 1}` })));
}
