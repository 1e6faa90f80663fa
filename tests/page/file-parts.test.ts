import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { buildTree } from "business-units";
import { csv, csvLevels } from "business-units/export";
import { columnsOf } from "../../www/app/files/columns.ts";
import { kindOf } from "../../www/app/files/kind.ts";
import { oneFile } from "../../www/app/files/offered.ts";
import { lineAt } from "../../www/app/files/refusal.ts";
import { unitOf } from "../../www/app/files/row-units.ts";
import { Table } from "../../www/app/files/table.ts";
import { payloads } from "./support/payloads.ts";

const naughty: string[] = JSON.parse(
  await readFile(path.join(import.meta.dirname, "../data/csv/blns_formula_led.json"), "utf8"),
);

function unitsIn(text: string) {
  const table = new Table(text);
  const columns = columnsOf(table.head);
  return [...table.pieces()].flat().map((row) => unitOf(columns, row));
}

test("a table of ours gives every text back that it made harmless", () => {
  const texts = [...naughty, ...naughty.map((text) => `'${text}`), "'quoted'", ...payloads];
  using tree = buildTree(texts.map((name, at) => ({ id: `=${at}`, name, description: name })));
  // A line break alone is the end of a row to some programs, and inside of quotes it is not.
  for (const read of [unitsIn(csv(tree)), unitsIn(csvLevels(tree))]) {
    assert.deepEqual(
      read.map(({ id, name }) => [id, name]),
      texts.map((name, at) => [`=${at}`, name]),
    );
  }
});

test("an apostrophe in a table of others is the text's own", () => {
  assert.deepEqual(unitsIn("id,name\n1,'=x\n")[0]?.name, "'=x");
});

test("of a table with level columns the last that is filled is the unit's name", () => {
  const text = "Level 1,Level 2,id,parentId\nEurope,,1,\nEurope,Norway,2,1\n";
  assert.deepEqual(
    unitsIn(text).map(({ name }) => name),
    ["Europe", "Norway"],
  );
});

test("a unit without a name has none in our table with level columns either, of all units and of some", () => {
  using tree = buildTree([
    { id: "1", name: "Europe" },
    { id: "2", parentId: "1", name: null },
    { id: "3", parentId: "2", name: "Oslo" },
    { id: "4", parentId: "3" },
  ]);
  const named = (text: string) => unitsIn(text).map(({ id, name }) => [id, name]);
  const all = [
    ["1", "Europe"],
    ["2", null],
    ["3", "Oslo"],
    ["4", null],
  ];
  assert.deepEqual(named(csvLevels(tree)), all);
  assert.deepEqual(named(csvLevels(tree, { subtree: "2" })), all.slice(1));
});

test("a table larger than a piece is read whole, also where one row is larger than a piece", () => {
  const long = "x".repeat(2_500_000);
  const rows = Array.from({ length: 100_000 }, (_, at) => `${at},"Unit\n${at}"`);
  const units = unitsIn(`id,name\n${rows.join("\n")}\nlast,"${long}"\n`);
  assert.equal(units.length, 100_001);
  assert.equal(units[99_999]?.name, "Unit\n99999");
  assert.equal(units[100_000]?.name, long);
});

test("heads are known in whatever way people write them, and the first of two counts", () => {
  const { places, unknown } = columnsOf([
    "ID",
    "Parent ID",
    "parent_id",
    "BIM360 Account Id",
    "Size",
    "Colour",
  ]);
  assert.deepEqual(Object.fromEntries(places), { id: 0, parentId: 1, accountId: 3 });
  assert.deepEqual(unknown, ["parent_id", "Colour"]);
});

test("kindOf() goes by what a file begins with", () => {
  assert.equal(kindOf('\u00ef\u00bb\u00bf\n {"units":[]}'), "object");
  assert.equal(kindOf(" \r\n["), "list");
  assert.equal(kindOf("id,name"), "table");
  assert.equal(kindOf("\u00ff\u00fei\0d\0"), "table");
  for (const foreign of ["PK\u0003\u0004", "%PDF-1.7", "<svg", "\u00ff\u00fe{\0", "a\0b"])
    assert.equal(typeof kindOf(foreign), "object", foreign);
});

test("lineAt() counts from 1", () => {
  const text = "a\nbc\n\nd";
  assert.deepEqual(
    [0, 1, 2, 4, 5, 6].map((at) => lineAt(text, at)),
    ["Line 1", "Line 1", "Line 2", "Line 2", "Line 3", "Line 4"],
  );
});

test("oneFile() says what to do where there is no one file", () => {
  const file = new File(["x"], "a.csv");
  assert.equal(oneFile({ files: [file], hasFolder: false }), file);
  assert.match(String(oneFile({ files: [file], hasFolder: true })), /folder/);
  assert.match(String(oneFile({ files: [file, file], hasFolder: false })), /2 files/);
  assert.match(String(oneFile({ files: [], hasFolder: false })), /no file/);
});

test("a piece may end between the two halves of a line end behind a quote", () => {
  const head = '"id","name"\r\n';
  const first = `"1","${"x".repeat(1_000_000 - head.length)}`;
  for (let more = 0; more < 24; more++) {
    const text = `${head}${first.slice(0, first.length - 24 + more)}"\r\n"2","b"\r\n`;
    assert.deepEqual(
      unitsIn(text).map(({ id }) => id),
      ["1", "2"],
      String(more),
    );
  }
});
