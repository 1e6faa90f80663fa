import assert from "node:assert/strict";
import { test } from "node:test";
import { BusinessUnitsError, buildTree } from "business-units";
import { csv, csvLevels } from "business-units/export";
import { type ImportOptions, readTable } from "business-units/import";
import { type Case, Dice, drawCase } from "./import-tables.ts";

/** How many tables are drawn, and the number that decides which. A change of the reader deserves IMPORT_TABLES=100000. */
const TABLES = Number(process.env.IMPORT_TABLES ?? 20_000);
const SEED = Number(process.env.IMPORT_SEED ?? 20_261_130);

test(`${TABLES} tables, drawn by the seed ${SEED}, are read back to the units that they were written of`, () => {
  const forms = new Map<string, number>();
  for (let at = 0; at < TABLES; at++) {
    const drawn = drawCase(new Dice(SEED + at));
    forms.set(drawn.form, (forms.get(drawn.form) ?? 0) + 1);
    check(drawn, SEED + at);
  }
  for (const form of ["parents", "levels", "path", "outline", "names"]) assert.ok(forms.has(form), form);
});

test("tables of ours rebuild hostile trees, drawn by the seed", () => {
  for (let at = 0; at < TABLES / 20; at++) {
    const dice = new Dice(SEED + at);
    const text = () =>
      dice.chance(6) ? null : Array.from({ length: 1 + dice.below(6) }, () => dice.one(PARTS)).join("");
    using tree = buildTree(
      Array.from({ length: dice.below(9) }, (_, row) => ({
        id: dice.chance(9) ? (text() ?? "") : `${row}`,
        parentId: dice.chance(3) ? text() : `${dice.below(9)}`,
        name: text(),
        description: text(),
        path: text(),
        createdAt: text(),
      })),
    );
    for (const write of [csv, csvLevels]) {
      using again = buildTree(readTable(write(tree, { bom: dice.chance(2) })).units);
      assert.deepEqual(again.toArray(), tree.toArray(), `seed ${SEED + at}`);
    }
  }
});

test("texts of what tables are made of are read, or are no table: nothing else is thrown", () => {
  const codes = new Set<string>();
  for (let at = 0; at < TABLES / 4; at++) {
    const dice = new Dice(SEED + at);
    const text = Array.from({ length: dice.below(40) }, () => dice.one(PIECES)).join("");
    const data = dice.chance(2) ? text : Uint8Array.from(text, (character) => character.charCodeAt(0));
    try {
      const { units, problems } = readTable(data, dice.one(WAYS));
      for (const { id, parentId } of units) assert.ok(typeof id === "string" && parentId !== undefined);
      for (const { row, says } of problems) assert.ok(row >= 0 && says !== "");
    } catch (error) {
      if (!(error instanceof BusinessUnitsError)) throw new Error(`seed ${SEED + at}`, { cause: error });
      codes.add(error.code);
    }
  }
  assert.deepEqual([...codes], ["ERR_SHAPE"]);
});

const PARTS = [
  ..."a1 ,;|\t\"'=+-@é東.0",
  "\n",
  "\r\n",
  "\r",
  '""',
  "\0",
  "Total",
  "NULL",
  "id",
  "\u00a0",
  "\ufeff",
  "'=",
];
const PIECES = [
  ...PARTS,
  ...[
    "id,",
    "parent_id",
    "name\n",
    "L1;",
    "L2",
    "path",
    "sep=;\n",
    "\n,",
    '"\n',
    '\n"',
    "1,1,",
    "Total,",
    "2.0",
    "1E+05",
    "[",
    "{",
    "<",
  ],
];
const WAYS: ImportOptions[] = [
  {},
  {},
  { pathSeparator: "," },
  { quote: "'" },
  { knownIds: ["01", "1"], repair: true },
  { form: "outline" },
];

function check({ data, options, form, units, problems, isBlankAmbiguous }: Case, seed: number): void {
  const said = `IMPORT_SEED=${seed} IMPORT_TABLES=1`;
  let read: ReturnType<typeof readTable>;
  try {
    read = readTable(data, options);
  } catch (error) {
    throw new Error(`${said}: ${JSON.stringify(String(data))}`, { cause: error });
  }
  const found = read.units.map(({ id, parentId, name }) => ({ id, parentId, name }));
  if (JSON.stringify(found) !== JSON.stringify(units)) {
    assert.deepEqual(
      found,
      units,
      `${said}: ${JSON.stringify(typeof data === "string" ? data : Buffer.from(data).toString("latin1"))} ${JSON.stringify(options)}`,
    );
  }
  if (form !== "parents") assert.equal(read.form, form, said);
  const kinds = (all: Iterable<string>) =>
    [...new Set(all)].filter((kind) => kind !== "BlankRows" || !isBlankAmbiguous).sort();
  assert.deepEqual(kinds(read.problems.map(({ kind }) => kind)), kinds(problems), said);
  if (seed % 100 !== 0) return;
  using tree = buildTree(read.units);
  assert.equal(tree.size, units.length, said);
  assert.deepEqual(tree.defects, [], said);
}
