import type { UnitInput } from "business-units";
import { csv, csvLevels } from "business-units/export";
import {
  type Imported,
  type ImportOptions,
  type ImportProblem,
  readTable,
  readTableInSteps,
} from "business-units/import";
import QUnit from "qunit";
import naughty from "../../data/csv/blns_formula_led.json" with { type: "json" };
import { buildTree } from "./entry.ts";
import { errorOf } from "./world.ts";

interface Case {
  readonly table: string | Uint8Array;
  readonly options?: ImportOptions;
  /** Each unit indented by its level, with its id unless the reader made it. */
  readonly tree: string;
  readonly problems?: readonly ImportProblem[];
}

const TREE = "1 Europe/ 2 Norway";

const CASES: Record<string, Case> = {
  "a table of two columns and a semicolon": {
    table: "businessUnitId;businessUnitName\r\n164373;Default BU 1\r\n164374;Default BU 2\r\n",
    tree: "164373 Default BU 1/164374 Default BU 2",
  },
  "a table of two columns and a TAB": { table: "id\tname\n1\tEurope\n", tree: "1 Europe" },
  "two line ends after a carriage return": {
    table: "id,parent_id,name\r\r\n1,,Europe\r\r\n2,1,Norway\r\r\n",
    tree: TREE,
  },
  "a line feed after the head, and both after the rows": {
    table: "id,parent_id,name\n1,,Europe\r\n2,1,Norway\r\n",
    tree: TREE,
  },
  "a line feed alone at the very end": {
    table: "id,name,parent_id\r\n1,Europe,\r\n2,Norway,1\n",
    tree: TREE,
  },
  "carriage returns only": { table: "id,name,parent_id\r1,Europe,\r2,Norway,1\r", tree: TREE },
  "no line end at the end": { table: "id,name,parent_id\n1,Europe,\n2,Norway,1", tree: TREE },
  "a line that says the separator": {
    table: "sep=;\r\nid;name,x;parent\r\n1;a,b;\r\n2;c;1\r\n",
    options: { columns: { name: "name,x" } },
    tree: "1 a,b/ 2 c",
  },
  "a separator of its own in that line": { table: '"sep=#"\nid#name\n1#Europe\n', tree: "1 Europe" },
  "empty cells beyond the head": { table: "id,name,parent_id\n1,Europe,,\n2,Norway,1,,\n", tree: TREE },
  "blank lines before the head and at the end": {
    table: "\r\n \r\nid,name,parent_id\r\n1,Europe,\r\n2,Norway,1\r\n\r\n",
    tree: TREE,
  },
  "blanks after commas, before quotes too": {
    table: 'id, parent_id, name\n1, , "Europe, north" \n2, 1,\tNorway\n',
    tree: "1 Europe, north/ 2 Norway",
  },
  "a quote inside of a cell without quotes": { table: 'id,name\n1,5" pipe\n', tree: '1 5" pipe' },
  "quotes inside of quotes": { table: 'id,name\n1,"say ""hi"", ""you"""\n', tree: '1 say "hi", "you"' },
  "a quote inside of quotes that is not doubled": {
    table: 'id,name\n1,"a "big" one"\n2,b',
    tree: '1 a "big" one/2 b',
  },
  "single quotes": {
    table: "'organization_code';'parent_code';'organization_name'\n'a';'';'It''s'\n'b';'a';'x;y'\n",
    options: { quote: "'" },
    tree: "a It's/ b x;y",
  },
  "single quotes that nothing says": { table: "'id';'name'\n'1';'x;y'\n", tree: "1 x;y" },
  "a quote that never closes": {
    table: 'id,name,parent_id\n1,"Europe,\n2,Norway,1\n3,"a\nb",1\n',
    tree: '1 "Europe/ 2 Norway/ 3 a\nb',
    problems: ["UnclosedQuote"],
  },
  "a quote that never closes, between cells that are quoted": {
    table: '"id","name"\n"1","Europe\n"2","Norway"\n"3","a ""b""\nc"\n',
    tree: '1 "Europe/2 Norway/3 a "b"\nc',
    problems: ["UnclosedQuote"],
  },
  "quotes inside of quotes, on a later line": {
    table: 'id,name\n1,"a\nb "big" c"\n',
    tree: '1 a\nb "big" c',
  },
  "a row with a cell too many": {
    table: "id,name\n1,Europe, north\n2,Asia\n",
    tree: "1 Europe/2 Asia",
    problems: ["ExtraCells"],
  },
  "a cell of 10 MB": {
    table: `id,name\n1,"${"x".repeat(10_000_000)}"\n2,Asia\n`,
    tree: "2 Asia",
    problems: ["LongCell"],
  },
  "a character of code zero": { table: "id,name\n1,a\0b\n", tree: "1 a\0b" },
  "a head twice, totals and blank rows": {
    table: "id,name,parent_id\n1,Europe,\n\n,,\nid,name,parent_id\n2,Norway,1\n,Total,\nGrand Total,,2\n",
    tree: TREE,
    problems: ["BlankRows", "SecondHead", "TotalRows"],
  },
  "a unit that is called Total": { table: "id,name\n1,Total\n", tree: "1 Total" },
  "words for no parent": {
    table: "id,name,parent_id\n1,Europe,NULL\n2,Norway,1\n3,Asia,n/a\n4,Africa,-\n",
    tree: "1 Europe/ 2 Norway/3 Asia/4 Africa",
    problems: ["NoParent"],
  },
  "such a word that is an id": {
    table: "id,name,parent\n-,Europe,\n2,Norway,-\n",
    tree: "- Europe/ 2 Norway",
  },
  "parents with a fraction": {
    table: "id,name,parent_id\n1,Europe,\n2,Norway,1.0\n",
    tree: TREE,
    problems: ["DecimalId"],
  },
  "ids with a fraction": {
    table: "id;name;parent_id\n1,0;Europe;\n2,0;Norway;1\n",
    tree: TREE,
    problems: ["DecimalId"],
  },
  "ids that are numbers with a fraction": { table: "id,name\n1.0,a\n1.1,b\n", tree: "1.0 a/1.1 b" },
  "a parent with an invisible character": {
    table: "id,name,parent\n1,Europe,\n2,Norway,1\u00a0\n",
    tree: "1 Europe/2 Norway",
    problems: ["InvisibleCharacters"],
  },
  "parents by name": { table: "id,name,parent\n1,Europe,\n2,Norway,Europe\n", tree: TREE },
  "a head that calls the parent a business unit": {
    table: "Business Unit Id;Parent Business Unit;Name\n1;;Europe\n2;1;Norway\n",
    tree: TREE,
  },
  "a head that calls it a parent name": {
    table: "id,name,Parent Name\n1,Europe,\n2,Norway,Europe\n",
    tree: TREE,
  },
  "the parent's id and its name": {
    table: "id,name,Parent Unit Name,Parent Unit ID\n1,Europe,,\n2,Norway,Asia,1\n",
    tree: TREE,
    problems: ["UnknownColumns"],
  },
  "parents by a name that two units have": {
    table: "id,name,parent\n1,Europe,\n3,Europe,\n2,Norway,Europe\n",
    tree: "1 Europe/3 Europe/2 Norway",
    problems: ["AmbiguousParent"],
  },
  "parents by name, without ids": {
    table: "Unit,Reports To\nEurope,\nNorway,Europe\n",
    tree: "Europe Europe/ Norway Norway",
  },
  "007 beside 7": { table: "id,name,parent\n007,Bond,\n7,Seven,007\n", tree: "007 Bond/ 7 Seven" },
  "a parent that lost its zeros": {
    table: "id,name,parent\n007,Bond,\n8,Eight,7\n",
    tree: "007 Bond/8 Eight",
    problems: ["LeadingZeros"],
  },
  "a parent that gets its zeros back": {
    table: "id,name,parent\n007,Bond,\n8,Eight,7\n",
    options: { repair: true },
    tree: "007 Bond/ 8 Eight",
    problems: ["LeadingZeros"],
  },
  "ids that lost their zeros": {
    table: "id,name,parent\n7,Europe,\n8,Norway,7\n",
    options: { knownIds: ["007", "0008", "9"], repair: true },
    tree: "007 Europe/ 0008 Norway",
    problems: ["LeadingZeros"],
  },
  "ids that became numbers": {
    table: "id,name\n1.64374E+05,a\n12345678901234500,b\n7.39E+07,c\n73928000,d\n02-Jan,e\n",
    options: { knownIds: ["164374", "12345678901234567", "73928e03", "1-2"] },
    tree: "1.64374E+05 a/12345678901234500 b/7.39E+07 c/73928000 d/02-Jan e",
    problems: ["SpreadsheetNumber"],
  },
  "ids that were numbers and are restored": {
    table: "id,name,parent\n1.64374E+05,a,\n12345678901234500,b,1.64374E+05\n73928000,c,\n",
    options: { knownIds: ["164374", "12345678901234567", "73928e03"], repair: true },
    tree: "164374 a/ 12345678901234567 b/73928e03 c",
    problems: ["SpreadsheetNumber"],
  },
  "whatever a spreadsheet makes of ids": {
    table: "id;name;parent\n363;a;\n1.23457E+18;b;363\n7.39E+07;c;363\n1.5;d;363\n5;e;1.23457E+18\n",
    options: { knownIds: ["0363", "1234567890123456789", "73928e03", "1.50", "+5"], repair: true },
    tree: "0363 a/ 1234567890123456789 b/  +5 e/ 73928e03 c/ 1.50 d",
    problems: ["LeadingZeros", "SpreadsheetNumber"],
  },
  "two byte order marks": { table: "\ufeff\ufeffid,name\n1,Europe\n", tree: "1 Europe" },
  "long ids that all end in zeros, which nothing else says": {
    table: "id,name\n12345678901234500,a\n12345678901234600,b\n",
    tree: "12345678901234500 a/12345678901234600 b",
    problems: ["SpreadsheetNumber"],
  },
  "long ids": {
    table: "id,name\n12345678901234500,a\n12345678901234567,b\n",
    tree: "12345678901234500 a/12345678901234567 b",
  },
  "an id that two others may have been": {
    table: "id,name\n7,a\n",
    options: { knownIds: ["07", "007"], repair: true },
    tree: "7 a",
    problems: ["LeadingZeros"],
  },
  "an id that looks like a number": { table: "id,name\n1E5,a\n", tree: "1E5 a" },
  "names that are formulas": {
    table: "id,name\n1,=cmd|' /C calc'!A0\n2,'=x\n",
    tree: "1 =cmd|' /C calc'!A0/2 '=x",
  },
  "levels that repeat the names above": {
    table: "Level 1,Level 2,Level 3\nEurope,,\nEurope,Norway,\nEurope,Norway,Oslo\nAsia,,\n",
    tree: "Europe/ Norway/  Oslo/Asia",
  },
  "levels with merged cells": {
    table: "L1;L2;L3\nEurope;;\n;Norway;\n;;Oslo\n;;Bergen\n;Sweden;\nAsia;;\n",
    tree: "Europe/ Norway/  Oslo/  Bergen/ Sweden/Asia",
  },
  "levels that are filled down": {
    table:
      "tier 1,tier 2,tier 3\nEurope,,\nEurope,Norway,\nEurope,Norway,Oslo\nEurope,Sweden,Oslo\nAsia,Sweden,Oslo\n",
    tree: "Europe/ Norway/  Oslo/ Sweden/Asia",
  },
  "levels of leaves only": {
    table: "id,L1,L2\n7,Europe,Norway\n8,Europe,Sweden\n",
    tree: "Europe/ 7 Norway/ 8 Sweden",
  },
  "levels beside parents, where the last that is filled is the name": {
    table: "Level 1,Level 2,id,parentId\nEurope,,1,\nEurope,Norway,2,1\n",
    tree: TREE,
  },
  "two heads for one field": {
    table: "ID,Parent ID,parent_id,Name,title\n1,,7,Europe,x\n2,1,7,Norway,y\n",
    tree: TREE,
  },
  "a level that is left out": {
    table: "L1,L2,L3\nEurope,,\nAsia,,Tokyo\n",
    tree: "Europe/Asia/ Tokyo",
    problems: ["SkippedLevel"],
  },
  "a total below levels": {
    table: "L1,L2\nEurope,\nEurope,Norway\nTotal,\n",
    tree: "Europe/ Norway",
    problems: ["TotalRows"],
  },
  "paths of which nobody says the separator": {
    table: "id,name,path\n1,A/B,A/B\n2,C,A/B/C\n",
    tree: "1 A/B/2 C",
    problems: ["PathSeparator"],
  },
  "paths with the unit": {
    table: "path\nA > B\nA > B > C/D\n",
    options: { pathSeparator: ">" },
    tree: "A/ B/  C/D",
  },
  "paths of what is above": {
    table: "id,name,path\n1,A,\n2,B,A\n3,C,A|B\n",
    options: { pathSeparator: "|" },
    tree: "1 A/ 2 B/  3 C",
  },
  "an outline of TABs and blanks": {
    table: "Europe\n\tNorway\n\t\tOslo\n    Sweden\n        Malmö\nAsia\n",
    tree: "Europe/ Norway/  Oslo/ Sweden/  Malmö/Asia",
  },
  "an outline that is uneven": {
    table: "Europe\n    Norway\n  Sweden\nAsia",
    tree: "Europe/ Norway/ Sweden/Asia",
    problems: ["UnevenIndent"],
  },
  "a list of names, with commas": {
    table: "Europe\nAsia, Pacific\nEurope\n",
    tree: "Europe/Asia, Pacific/Europe",
  },
  "columns that mean nothing": {
    table: "ID,Colour,Name\n1,red,Europe\n",
    tree: "1 Europe",
    problems: ["UnknownColumns"],
  },
  "columns by place": {
    table: "a,b,c\n1,x,\n2,y,1\n",
    options: { columns: { id: 0, name: 1, parentId: 2 } },
    tree: "1 x/ 2 y",
  },
  "a table without rows": { table: "id,parent_id,name\r\n", tree: "" },
  "bytes that are not UTF-8": {
    table: latin("id,name\n1,Zürich\n"),
    tree: "1 Z\ufffdrich",
    problems: ["NotUtf8"],
  },
  "bytes in Windows-1252": {
    table: latin("id,name\n1,Zürich \x80\n"),
    options: { encoding: "windows-1252" },
    tree: "1 Zürich €",
  },
  "Unicode text of Excel": { table: wide("\ufeffid\tname\r\n1\tZürich\r\n"), tree: "1 Zürich" },
  "kintone's organisations": {
    table: '\ufeffCode,Name,Parent code,Description\r\nhq,HQ,,\r\nsales,Sales,hq,"a\r\nb"\r\n',
    tree: "hq HQ/ sales Sales",
  },
  "Data Connector's business units": {
    table: "id,bim360_account_id,parent_id,name,description\n1,acc,,Europe,\n2,acc,1,Norway,x\n",
    tree: TREE,
  },
};

/** What is no table, by what the hint must say. */
const REFUSED: Record<string, [table: string | Uint8Array, hint: RegExp]> = {
  "an archive": [latin("PK\u0003\u0004rest"), /Unpack the archive/],
  "JSON named .csv": ['{"business_units":[]}', /buildTree/],
  "a list in JSON": [' [{"id":"1"}]', /buildTree/],
  "a web page": ["<!doctype html>", /CSV/],
  "an empty file": [new Uint8Array(), /again/],
  "blank rows": ["\n,,\n", /again/],
  "columns of something else": ["Name,Colour\nEurope,red\nAsia,blue\n", /first row must name the columns/],
  "UTF-16 that does not say so": [wide("id,name\n"), /utf-16le/],
};

const REFUSED_OPTIONS: [options: object | null, table?: string][] = [
  [null],
  [{ form: "tree" }],
  [{ form: "levels" }],
  [{ form: "parents" }, "Europe\nAsia"],
  [{ separator: "#" }],
  [{ encoding: "ascii" }],
  [{ columns: 1 }],
  [{ columns: { id: "nowhere" } }],
  [{ columns: { id: 7 } }],
  [{ columns: { id: -1 } }],
  [{ columns: { colour: 0 } }],
  [{ pathSeparator: "" }],
  [{ quote: "`" }],
  [{ knownIds: "007" }],
  [{ knownIds: [7] }],
  [{ repair: 1 }],
  [{ provider: "nobody" }],
  [{ maxRows: 0 }],
  [{ maxRows: 1.5 }],
];

/** The reader of tables, in every runtime. */
export function importing(): void {
  QUnit.module("import", () => {
    for (const [title, { table, options, tree, problems = [] }] of Object.entries(CASES)) {
      QUnit.test(`it reads ${title}`, (assert) => {
        const read = readTable(table, options);
        assert.strictEqual(outlineOf(read), tree);
        assert.deepEqual(
          read.problems
            .filter(({ kind }) => kind !== "UnknownColumns" || problems.includes(kind))
            .map(({ kind }) => kind),
          [...problems],
          JSON.stringify(read.problems),
        );
      });
    }

    for (const [title, [table, hint]] of Object.entries(REFUSED)) {
      QUnit.test(`of ${title} it says what to do`, async (assert) => {
        const error = await errorOf(() => readTable(table));
        assert.strictEqual(error.code, "ERR_SHAPE");
        assert.true(hint.test(error.hint ?? ""), error.hint ?? "");
      });
    }

    for (const [options, table = "id,name\n1,a\n"] of REFUSED_OPTIONS) {
      QUnit.test(`${JSON.stringify(options)} cannot be meant`, async (assert) => {
        const error = await errorOf(() => readTable(table, options as ImportOptions));
        assert.strictEqual(error.code, "ERR_OPTION");
      });
    }

    QUnit.test("data of another type cannot be meant", async (assert) => {
      for (const data of [undefined, null, 7, {}, new ArrayBuffer(1), ["id"]]) {
        assert.strictEqual((await errorOf(() => readTableInSteps(data as string))).code, "ERR_OPTION");
      }
    });

    QUnit.test("more rows than allowed are ERR_TOO_LARGE", async (assert) => {
      const table = `id\n${"1\n".repeat(100_001)}`;
      const error = await errorOf(() => readTable(table));
      assert.deepEqual([error.code, error.limit], ["ERR_TOO_LARGE", 100_000]);
      assert.strictEqual(readTable(table, { maxRows: 100_001 }).units.length, 100_001);
    });

    QUnit.test("rows are counted as a spreadsheet does, and columns are named", (assert) => {
      const { problems, columns } = readTable('sep=,\n\nid,name,parent_id\n1,"a\nb",\n\n2,c,NULL\n3,d,e,f\n');
      assert.deepEqual(
        problems.map(({ row, kind, column }) => [row, kind, column]),
        [
          [4, "BlankRows", undefined],
          [5, "NoParent", "parent_id"],
          [6, "ExtraCells", undefined],
        ],
      );
      assert.deepEqual(columns, { id: 0, name: 1, parentId: 2 });
    });

    QUnit.test("an invisible character is made visible", (assert) => {
      const [problem] = readTable("id,parent\n1,\n2,1\u200b\n").problems;
      assert.true(problem?.says.includes("1[U+200B]"), problem?.says ?? "");
    });

    QUnit.test("a place that is there twice, and ids of names", (assert) => {
      const { units, guessed } = readTable("L1,L2\nEurope,Norway\nEurope,Norway\n");
      assert.deepEqual(
        units.map(({ id }) => id),
        ['L:["Europe"]', 'L:["Europe","Norway"]', 'L:["Europe","Norway"]#2'],
      );
      assert.deepEqual(guessed.length, 2, guessed.join());
    });

    QUnit.test("steps are about a thousand rows each, and end with what readTable gives", (assert) => {
      const table = `id,name\n${Array.from({ length: 5_000 }, (_, at) => `${at},Unit ${at}\n`).join("")}`;
      const steps = readTableInSteps(table);
      let last = 0;
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) {
          assert.deepEqual(step.value, readTable(table));
          break;
        }
        assert.true(step.value.share > last && step.value.share <= 1);
        last = step.value.share;
      }
      assert.strictEqual(last, 1);
    });

    QUnit.test("a table of ours rebuilds the tree, with all that is wrong in it", (assert) => {
      using tree = buildTree(HOSTILE);
      using again = buildTree(readTable(csv(tree)).units);
      assert.deepEqual(again.toArray(), tree.toArray());
      assert.deepEqual(again.defects, tree.defects);
      using levels = buildTree(readTable(csvLevels(tree, { bom: true })).units);
      assert.deepEqual(levels.toArray(), tree.toArray());
    });

    QUnit.test("a table with levels and without ids rebuilds the tree of names", (assert) => {
      using tree = buildTree(NAMED);
      const levels = csvLevels(tree);
      const depth = tree.height + 1;
      const rows = levels.split("\r\n").map((line) => line.split(",").slice(0, depth).join(","));
      assert.strictEqual(outlineOf(readTable(rows.join("\r\n"))), NAMED_OUTLINE);
    });

    QUnit.test(
      "a unit without a name has none in our table with levels, of all units and of some",
      (assert) => {
        using tree = buildTree([
          { id: "1", name: "Europe" },
          { id: "2", parentId: "1", name: null },
          { id: "3", parentId: "2", name: "Oslo" },
          { id: "4", parentId: "3" },
        ]);
        const named = (text: string) => readTable(text).units.map(({ id, name }) => [id, name]);
        const all = [
          ["1", "Europe"],
          ["2", null],
          ["3", "Oslo"],
          ["4", null],
        ];
        assert.deepEqual(named(csvLevels(tree)), all);
        assert.deepEqual(named(csvLevels(tree, { subtree: "2" })), all.slice(1));
      },
    );

    QUnit.test("a large table is read whole", (assert) => {
      const rows = Array.from({ length: 50_000 }, (_, at) => `${at},"Unit\n${at}"`);
      const { units } = readTable(`id,name\n${rows.join("\r\n")}\n`);
      assert.strictEqual(units.length, 50_000);
      assert.strictEqual(units[49_999]?.name, "Unit\n49999");
    });

    QUnit.test("odd quotes are read in a time that grows with the table", (assert) => {
      const odd = [`"a""\n`, `"a\n`, '"\n', '"",""a\n', `${" ".repeat(20)}"b" c\n`, "\r", '"'];
      for (const line of odd) {
        const { units } = readTable(`id,name\n${line.repeat(60_000)}`, { maxRows: 1_000_000 });
        assert.true(units.length >= 0);
      }
    });
  });
}

const TEXTS = [
  ...naughty,
  ...naughty.map((text) => `'${text}`),
  "a\r\nb",
  "a\rb",
  '"',
  "'",
  " a ",
  "Total",
  "\ta",
  "é\u00a0",
];
const HOSTILE: UnitInput[] = [
  ...TEXTS.map((name, at) => ({
    id: `=${at}`,
    name,
    description: name,
    parentId: at > 3 ? `=${at % 4}` : null,
  })),
  { id: "12.0", name: "float", parentId: "NULL" },
  { id: "12", name: null, parentId: "Total" },
  { id: "", name: "Total" },
  { id: "=1", name: "again", parentId: "=2" },
  { id: "0012", parentId: "12 " },
];

const NAMED: UnitInput[] = [
  { id: "1", name: "Europe" },
  { id: "2", parentId: "1", name: "HR" },
  { id: "3", parentId: "1", name: "HR" },
  { id: "4", parentId: "3", name: "Oslo" },
  { id: "5", name: "Asia" },
  { id: "6", parentId: "5", name: "HR" },
  { id: "7", parentId: "6", name: "HR" },
];
const NAMED_OUTLINE = "Europe/ HR/ HR/  Oslo/Asia/ HR/  HR";

function outlineOf({ units }: Imported): string {
  using tree = buildTree(units);
  return [...tree]
    .map(({ depth, id, name }) => `${" ".repeat(depth)}${id.startsWith("L:") ? "" : `${id} `}${name ?? ""}`)
    .join("/");
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function wide(text: string): Uint8Array {
  return Uint8Array.from(
    { length: text.length * 2 },
    (_, at) => (text.charCodeAt(at >> 1) >> (at % 2 === 0 ? 0 : 8)) & 255,
  );
}
