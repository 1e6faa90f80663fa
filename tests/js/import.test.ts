import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree } from "business-units";
import { readTable } from "business-units/import";
import { type Case, Dice, drawCase } from "./import-tables.ts";

/** How many tables are drawn, and the number that decides which: the variables are for longer runs. */
const TABLES = Number(process.env.IMPORT_TABLES ?? 100_000);
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

function check({ data, options, form, units }: Case, seed: number): void {
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
  if (seed % 100 !== 0) return;
  using tree = buildTree(read.units);
  assert.equal(tree.size, units.length, said);
  assert.deepEqual(tree.defects, [], said);
}
