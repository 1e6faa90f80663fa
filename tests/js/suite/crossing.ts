import type { UnitRecord, UnitTree } from "business-units";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";

type Sent = Partial<Record<Field, string | null>>;
type Field = (typeof FIELDS)[number];

const FIELDS = [
  "id",
  "parentId",
  "name",
  "description",
  "path",
  "accountId",
  "createdAt",
  "updatedAt",
] as const satisfies readonly (keyof UnitRecord)[];

// Rows cross in blocks of at most 256 units and 64 KiB of text, which is also the longest text that is read.
const BLOCK_ROWS = 256;
const BLOCK_TEXT = 64 * 1024;

const LONG = "a long text of ASCII, ".repeat(2_900);
const WIDE = "ein längerer Text 🏗️ ".repeat(2_400);

/** Names that a decoder, a cutter or an offset could get wrong; beside each, what has to come out. */
const NAMES: Record<string, [sent: string, name?: string]> = {
  "ASCII that is short": ["Oslo"],
  "a character above the first plane": ["a𝕏b🏗️c"],
  "only such characters": ["🏗️👩‍👩‍👧‍👦"],
  NUL: ["\0", "\0"],
  "NUL within": ["a\0b"],
  "a byte order mark at the start": ["\ufeffOslo"],
  "nothing but a byte order mark": ["\ufeff"],
  "a lone surrogate": ["a\ud83cb", "a\ufffdb"],
  "surrogates in the wrong order": ["\udfd7\ud83c", "\ufffd\ufffd"],
  "controls, quotes and backslashes": ['\u0001\t\n\r"\\/\u007f'],
  "line separators": ["a\u2028b\u2029c"],
  "an umlaut in two ways": ["ü u\u0308"],
  "right to left": ["وحدة الأعمال"],
  "64 KiB of ASCII": ["x".repeat(BLOCK_TEXT)],
  "64 KiB of other text": ["é".repeat(BLOCK_TEXT / 2)],
  "the word null": ["null"],
  "the name of a property of every object": ["__proto__"],
};

/** What crosses from the module is what was sent, however it is asked for. */
export function crossing(): void {
  QUnit.module("texts cross the border", () => {
    for (const [title, [name, expected = name]] of Object.entries(NAMES)) {
      QUnit.test(title, (assert) => {
        const around = { description: "before", path: "after" };
        const body = JSON.stringify({
          business_units: [{ id: "1" }, { id: name, name, ...around }, { id: "3" }],
        });
        using tree = buildTree(body);
        const records = [
          flat(0, { id: "1" }),
          flat(1, { id: expected, name: expected, ...around }),
          flat(2, { id: "3" }),
        ];
        assertEverywhere(assert, tree, records);
        assert.deepEqual(tree.get(expected)?.toJSON(), records[1]);
        assert.deepEqual(tree.subtreeIds(expected), [expected]);
      });
    }

    QUnit.test("absent is null, and empty is empty", (assert) => {
      for (const field of FIELDS.filter((field) => field !== "id")) {
        const sent = [
          { id: "a", [field]: "" },
          { id: "b", [field]: null },
          { id: "c" },
          { id: "d", [field]: "" },
        ];
        using tree = buildTree(sent);
        assertEverywhere(
          assert,
          tree,
          sent.map((unit, row) => flat(row, unit)),
        );
      }
    });

    QUnit.test("a unit without an id has an empty one", (assert) => {
      using tree = buildTree('{"business_units":[{"name":"a"},{"id":null},{"id":""},{"id":"d"}]}');
      assertEverywhere(assert, tree, [
        flat(0, { id: "", name: "a" }),
        ...["", "", "d"].map((id, n) => flat(n + 1, { id })),
      ]);
    });

    QUnit.test("the same text in many places is the same text", (assert) => {
      const texts = ["2016-04-11T03:49:09.176Z", "Größe und Maß 12", "s", LONG, WIDE];
      const sent = texts.flatMap((text, n) =>
        [text, ...texts].map((other, m) => ({
          id: `${n}-${m}`,
          name: text,
          description: text,
          path: other,
          accountId: "account",
          createdAt: text,
          updatedAt: other,
        })),
      );
      using tree = buildTree(sent);
      assertEverywhere(
        assert,
        tree,
        sent.map((unit, row) => flat(row, unit)),
      );
    });

    QUnit.test("texts that differ in their first character only are told apart", (assert) => {
      const ends = ["-4b9d-925d-1e6d24753ace", "ß-gleiches Ende", "-same tail"];
      const sent = Array.from({ length: 600 }, (_, n) => {
        const text = `${String.fromCharCode(65 + (n % 26))}${ends[n % ends.length]}`;
        return { id: `${n}`, path: text, createdAt: text, updatedAt: `${n % 7}${ends[0]}` };
      });
      using tree = buildTree(sent);
      assertEverywhere(
        assert,
        tree,
        sent.map((unit, row) => flat(row, unit)),
      );
    });
  });

  QUnit.module("rows cross in blocks", () => {
    for (const size of [1, BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 1, 2 * BLOCK_ROWS, 4 * BLOCK_ROWS + 1]) {
      QUnit.test(`${size} units`, (assert) => {
        const sent = Array.from({ length: size }, (_, n) => ({
          id: `unit-${n}`,
          name: n % 3 === 0 ? `Größe ${n}` : `Unit ${n}`,
          path: `path ${n % 5}`,
          ...(n % 2 === 0 && { description: `only every second ${n}` }),
        }));
        using tree = buildTree(sent);
        assertEverywhere(
          assert,
          tree,
          sent.map((unit, row) => flat(row, unit)),
        );
      });
    }

    for (const more of [-1, 0, 1]) {
      QUnit.test(`texts of a block's size and ${more}`, (assert) => {
        const sent = Array.from({ length: 6 }, (_, n) => ({
          id: `${n}`,
          name: `${n}`.padEnd(BLOCK_TEXT + more - 1, "x"),
          ...(n === 3 && { description: "ü".padEnd(BLOCK_TEXT - 2, "y") }),
        }));
        using tree = buildTree(sent);
        assertEverywhere(
          assert,
          tree,
          sent.map((unit, row) => flat(row, unit)),
        );
      });
    }

    QUnit.test("a block knows nothing of the texts of the one before", (assert) => {
      const sent = Array.from({ length: BLOCK_ROWS }, (_, n) => ({
        id: n === 0 ? "abcd" : `u${n}`.padEnd(6, "-"),
      }));
      const next = { id: "ab", name: "cd", description: "abcd" };
      using tree = buildTree([...sent, next]);
      assert.deepEqual(tree.toArray().at(-1), flat(BLOCK_ROWS, next));
    });

    QUnit.test("a window anywhere is that part of the whole", (assert) => {
      using tree = chain(3 * BLOCK_ROWS);
      const all = tree.toArray();
      for (const from of [0, 1, BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 1, 2 * BLOCK_ROWS + 7]) {
        for (const length of [0, 1, 2, BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 1]) {
          assert.deepEqual(tree.rows(from, from + length), { from, records: all.slice(from, from + length) });
        }
      }
    });

    QUnit.test("relations of more than a block", (assert) => {
      using tree = chain(2 * BLOCK_ROWS + 1);
      const rows = Array.from({ length: tree.size }, (_, row) => row);
      const last = tree.unit(tree.size - 1);
      assert.deepEqual(
        last
          .ancestors()
          .map(({ row }) => row)
          .reverse(),
        rows,
      );
      assert.strictEqual(last.ancestors()[0], last);
      assert.deepEqual(
        tree
          .unit(0)
          .descendants()
          .map(({ row }) => row),
        rows,
      );
      assert.deepEqual(
        tree
          .unit(0)
          .leaves()
          .map(({ row }) => row),
        [last.row],
      );

      using star = buildTree(Array.from(rows, (n) => ({ id: `${n}`, ...(n > 0 && { parentId: "0" }) })));
      assert.deepEqual(
        star.unit(0).children.map(({ id }) => id),
        rows.slice(1).map(String),
      );
      assert.deepEqual(
        star
          .unit(0)
          .leaves()
          .map(({ id }) => id),
        rows.slice(1).map(String),
      );
    });

    QUnit.test("ids of more than a block, and none for a unit without one", (assert) => {
      const sent = Array.from({ length: 10_000 }, (_, n) => ({
        id: n % 100 === 50 ? "" : `a longer id, the number ${n % 70 === 0 ? "№" : ""}${n}`,
        ...(n > 0 && { parentId: "a longer id, the number №0" }),
      }));
      using tree = buildTree(sent);
      assert.deepEqual(
        tree.subtreeIds("a longer id, the number №0"),
        sent.map(({ id }) => id).filter((id) => id !== ""),
      );
    });

    QUnit.test("hits of more than a block, each with its ranges and its unit", (assert) => {
      const sent = Array.from({ length: 4 * BLOCK_ROWS + 1 }, (_, n) => ({
        id: `${n}`,
        name: "🏗️ ab".repeat(1 + (n % 4)),
      }));
      using tree = buildTree(sent);
      const hits = tree.search("AB");
      assert.strictEqual(hits.length, sent.length);
      for (const { row, unit, ranges } of hits) {
        const { name } = unit;
        assert.deepEqual([unit.row, name], [row, sent[row]?.name]);
        assert.deepEqual(
          ranges.map(([start, end]) => name?.slice(start, end)),
          new Array(1 + (row % 4)).fill("ab"),
        );
      }
    });
  });

  QUnit.module("defects cross in blocks", () => {
    QUnit.test("each is where it belongs and says what it must", (assert) => {
      const sent = Array.from({ length: 3_000 }, (_, n) => ({ id: `unit ${n}`, parentId: `góne ${n}` }));
      using tree = buildTree(sent);
      assert.strictEqual(tree.defects.length, sent.length);
      for (const [row, defect] of tree.defects.entries()) {
        const { message, ...rest } = defect;
        const id = `unit ${row}`;
        const parentId = `góne ${row}`;
        assert.deepEqual(rest, { kind: "MissingParent", severity: "error", row, id, parentId });
        if (!message.includes(parentId)) assert.strictEqual(message, parentId);
      }
    });

    QUnit.test("a loop of more than a block names every unit of it", (assert) => {
      const length = 5_000;
      const sent = Array.from({ length }, (_, n) => ({
        id: `unit ${n}`,
        parentId: `unit ${(n + length - 1) % length}`,
      }));
      using tree = buildTree([{ id: "x", parentId: "x" }, ...sent, { id: "y", parentId: "y" }]);
      const [before, loop, after] = tree.defects;
      assert.deepEqual([before?.kind, loop?.kind, after?.kind], ["SelfParent", "Cycle", "SelfParent"]);
      if (loop?.kind !== "Cycle") return;
      assert.deepEqual(
        loop.rows,
        Array.from(sent, (_, n) => n + 1),
      );
      assert.deepEqual(
        loop.ids,
        sent.map(({ id }) => id),
      );
      assert.deepEqual(Object.keys(loop), ["kind", "severity", "row", "id", "message", "rows", "ids"]);
    });

    QUnit.test("they are one array that stays as it is", (assert) => {
      using tree = buildTree([{ id: "x", parentId: "x" }]);
      assert.strictEqual(tree.defects, tree.defects);
      assert.true(Object.isFrozen(tree.defects));
      assert.true(Array.isArray(tree.defects));
      const { message, ...rest } = JSON.parse(JSON.stringify(tree.defects[0]));
      assert.deepEqual(rest, { kind: "SelfParent", severity: "error", row: 0, id: "x" });
      assert.strictEqual(typeof message, "string");
    });
  });
}

/** A root that has nothing below it, at the place where it was sent. */
function flat(row: number, sent: Sent): UnitRecord {
  const texts = Object.fromEntries(FIELDS.map((field) => [field, sent[field] ?? null])) as Record<
    Field,
    string
  >;
  return { row, index: row, ...texts, depth: 0, size: 1 };
}

/** Asks for the records of a tree of roots in every way there is. */
function assertEverywhere(assert: Assert, tree: UnitTree, records: UnitRecord[]): void {
  const json = JSON.stringify(records);
  const ways: Record<string, unknown> = {
    toArray: tree.toArray(),
    rows: tree.rows(0, tree.size).records,
    "rows one by one": records.map(({ row }) => tree.rows(row, row + 1).records[0]),
    unit: records.map(({ row }) => tree.unit(row)),
    iteration: [...tree],
    roots: tree.roots,
    descendants: records.flatMap(({ row }) => tree.unit(row).descendants()),
    toJSON: tree.toJSON().map(({ children: _, ...record }) => record),
  };
  for (const [way, found] of Object.entries(ways)) {
    // Compared as text: a difference of megabytes is no message.
    assert.true(JSON.stringify(inOrder(found)) === json, way);
  }
}

/** The fields of records in the order in which `flat` has them. */
function inOrder(found: unknown): unknown[] {
  return (found as UnitRecord[]).map(({ row, index, depth, size, ...texts }) => ({
    row,
    index,
    ...texts,
    depth,
    size,
  }));
}

function chain(length: number): UnitTree {
  return buildTree(
    Array.from({ length }, (_, n) => ({
      id: `unit ${n}`,
      name: `Größe ${n}`,
      ...(n > 0 && { parentId: `unit ${n - 1}` }),
    })),
  );
}
