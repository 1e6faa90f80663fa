import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree } from "business-units";
import { closeAll, openAll, openToLevel } from "../../www/app/model/expansion.ts";
import { reopened } from "../../www/app/model/reopened.ts";

/** A root, `count` units below it and one below each of them, with ids that begin with `a`, `b` and `c`. */
function star(count: number) {
  const unit = (id: string, parent_id: string | null) => ({ id, name: id, path: null, parent_id });
  const below = Array.from({ length: count }, (_, at) => [unit(`b${at}`, "a"), unit(`c${at}`, `b${at}`)]);
  const tree = buildTree([unit("a", null), ...below.flat()]);
  return { tree, columns: tree.columns() };
}

function openIds({ tree, columns }: ReturnType<typeof star>, expansion: Uint8Array | undefined): string[] {
  const { records } = tree.rows(0, tree.size);
  return records.filter((_, row) => expansion?.[row] && (columns.size[row] ?? 0) > 1).map(({ id }) => id);
}

test("reopened() opens the same units of a newer list, whatever their rows", () => {
  const [before, newer] = [star(3), star(5)];
  const expansion = closeAll(before.columns);
  for (const id of ["a", "b1", "b2"]) expansion[before.tree.get(id)?.row ?? -1] = 1;
  assert.deepEqual(openIds(newer, reopened(before, expansion, newer)), ["a", "b1", "b2"]);
  assert.deepEqual(openIds(star(2), reopened(before, expansion, star(2))), ["a", "b1"]);
});

test("reopened() shows as many levels as before where more is open than it looks up", () => {
  const [before, newer] = [star(20_000), star(20_001)];
  assert.deepEqual(reopened(before, openAll(before.columns), newer), openToLevel(newer.columns, 3));
  const most = openAll(before.columns);
  most[before.tree.get("b7")?.row ?? -1] = 0;
  assert.equal(openIds(newer, reopened(before, most, newer)).length, 20_000);
});

test("reopened() gives up where more is open than it looks up, and not every unit of a level", () => {
  const [before, newer] = [star(20_001), star(20_001)];
  const most = openAll(before.columns);
  most[before.tree.get("b7")?.row ?? -1] = 0;
  assert.equal(reopened(before, most, newer), undefined);
});
