import assert from "node:assert/strict";
import { test } from "node:test";
import { ancestorsOf, type Columns, siblingsOf } from "../../www/app/model/columns.ts";
import { defectGroups } from "../../www/app/model/defect-groups.ts";
import {
  close,
  closeAll,
  firstLevels,
  levelShown,
  open,
  openAll,
  openToLevel,
} from "../../www/app/model/expansion.ts";
import { foundIn, nextHit } from "../../www/app/model/found.ts";
import { markedPieces } from "../../www/app/model/marked.ts";
import { mountedPlaces } from "../../www/app/model/mounted.ts";
import { SiblingPlaces } from "../../www/app/model/siblings.ts";
import { findBeginning, Typeahead } from "../../www/app/model/typeahead.ts";
import { placeOf, visibleRows } from "../../www/app/model/visible.ts";

// a(b(c d) e) f(g) h
const forest = columnsOf([0, 1, 2, 2, 1, 0, 1, 0]);

function columnsOf(depths: number[]): Columns {
  const parent = depths.map((depth, row) => depths.lastIndexOf(depth - 1, row));
  const size = depths.map((depth, row) => {
    const end = depths.findIndex((other, at) => at > row && other <= depth);
    return (end < 0 ? depths.length : end) - row;
  });
  return { depth: Uint32Array.from(depths), size: Uint32Array.from(size), parent: Int32Array.from(parent) };
}

test("visibleRows() lists the roots of a closed tree", () => {
  assert.deepEqual([...visibleRows(forest, closeAll(forest))], [0, 5, 7]);
});

test("visibleRows() lists every row of an open tree", () => {
  assert.deepEqual([...visibleRows(forest, openAll(forest))], [0, 1, 2, 3, 4, 5, 6, 7]);
});

test("visibleRows() hides what is open below a closed row, and shows it again", () => {
  const closed = close(openAll(forest), 0);
  assert.deepEqual([...visibleRows(forest, closed)], [0, 5, 6, 7]);
  assert.deepEqual([...visibleRows(forest, open(closed, [0]))], [0, 1, 2, 3, 4, 5, 6, 7]);
});

test("placeOf() finds a visible row, and for a hidden one the closed row above it", () => {
  const visible = visibleRows(forest, open(closeAll(forest), [0]));
  assert.deepEqual([...visible], [0, 1, 4, 5, 7]);
  assert.equal(placeOf(visible, 4), 2);
  assert.equal(placeOf(visible, 3), 1);
  assert.equal(placeOf(visible, 6), 3);
});

test("firstLevels() counts whole levels while they stay under the limit", () => {
  const levels = (limit: number) => firstLevels(forest, 3, limit);
  assert.deepEqual([3, 5, 6, 7, 8].map(levels), [1, 1, 2, 2, 3]);
});

test("firstLevels() shows the roots however many there are, and accepts a tree without units", () => {
  assert.equal(firstLevels(columnsOf([0, 0, 0, 0]), 1, 2), 1);
  assert.equal(firstLevels(columnsOf([]), 0, 10), 1);
});

test("openToLevel() shows whole levels", () => {
  assert.deepEqual([...visibleRows(forest, openToLevel(forest, 1))], [0, 5, 7]);
  assert.deepEqual([...visibleRows(forest, openToLevel(forest, 2))], [0, 1, 4, 5, 6, 7]);
  assert.deepEqual([...visibleRows(forest, openToLevel(forest, 3))], [0, 1, 2, 3, 4, 5, 6, 7]);
});

test("ancestorsOf() goes from the parent to the root", () => {
  assert.deepEqual(ancestorsOf(forest, 3), [1, 0]);
  assert.deepEqual(ancestorsOf(forest, 7), []);
});

test("siblingsOf() steps over what is below each sibling", () => {
  assert.deepEqual(siblingsOf(forest, 4), [1, 4]);
  assert.deepEqual(siblingsOf(forest, 0), [0, 5, 7]);
});

test("openToLevel() and levelShown() agree, and a tree that is open here and there has no level", () => {
  for (const level of [1, 2, 3]) assert.equal(levelShown(forest, openToLevel(forest, level)), level);
  assert.equal(levelShown(forest, openAll(forest)), 3);
  assert.equal(levelShown(forest, open(closeAll(forest), [0])), undefined);
});

const hitsAt = (...rows: number[]) => rows.map((row) => ({ row, ranges: [[0, 1]] as [number, number][] }));

test("a search leaves the hits, what is above them, and what is below a hit without hits below", () => {
  const { rows, best, filter, siblings } = foundIn(forest, hitsAt(5, 3), 10);
  assert.deepEqual([[...rows], best], [[3, 5], 5]);
  assert.deepEqual([...visibleRows(forest, filter.above, filter)], [0, 1, 3, 5]);
  assert.deepEqual([...visibleRows(forest, openAll(forest), filter)], [0, 1, 3, 5, 6]);
  assert.deepEqual(siblings.of(3), { position: 1, setSize: 1 });
  assert.deepEqual(siblings.of(5), { position: 2, setSize: 2 });
});

test("a search that finds a unit and one below it leaves what lies between", () => {
  const { filter } = foundIn(forest, hitsAt(0, 2), 10);
  assert.deepEqual([...visibleRows(forest, openAll(forest), filter)], [0, 1, 2]);
});

test("a search says when it was cut, and keeps the best", () => {
  const found = foundIn(forest, hitsAt(7, 2, 4), 2);
  assert.deepEqual([[...found.rows], found.isCut], [[2, 7], true]);
});

test("nextHit() goes round in both directions", () => {
  const found = foundIn(forest, hitsAt(1, 4, 6), 10);
  assert.deepEqual([nextHit(found, 2, 1), nextHit(found, 0, -1), nextHit(found, 0, 1)], [0, 2, 1]);
});

test("markedPieces() cuts a name where what was found begins and ends", () => {
  const cut = (name: string, ...ranges: [number, number][]) =>
    markedPieces(name, ranges).map(({ text, isFound }) => (isFound ? `[${text}]` : text));
  assert.deepEqual(cut("Bergen", [0, 2]), ["[Be]", "rgen"]);
  assert.deepEqual(cut("banana", [1, 2], [5, 6]), ["b", "[a]", "nan", "[a]"]);
  assert.deepEqual(cut("Oslo"), ["Oslo"]);
});

test("SiblingPlaces counts from one within each set of siblings", () => {
  const places = new SiblingPlaces(forest);
  const told = [...forest.size.keys()].map((row) => places.of(row));
  assert.deepEqual(
    told.map(({ position }) => position),
    [1, 1, 1, 2, 2, 2, 1, 3],
  );
  assert.deepEqual(
    told.map(({ setSize }) => setSize),
    [3, 2, 2, 2, 2, 3, 1, 3],
  );
});

const far = { count: 5_000, top: 32_000, height: 320, rowHeight: 32, margin: 16 };

test("mountedPlaces() mounts every place up to a thousand as its margin grows, and never more beyond that", () => {
  const near = { ...far, count: 1_000, top: 0 };
  assert.deepEqual(
    [16, 80, 1_000].map((margin) => mountedPlaces({ ...near, margin }, 0).length),
    [26, 90, 1_000],
  );
  assert.equal(mountedPlaces({ ...far, margin: 1_000 }, 1_000).length, 42);
});

test("mountedPlaces() mounts what is in view, a margin around it, and the active row before or after", () => {
  const places = mountedPlaces(far, 1_004);
  assert.deepEqual([places[0], places.at(-1), places.length], [984, 1_025, 42]);
  assert.deepEqual(mountedPlaces(far, 3).slice(0, 2), [3, 984]);
  assert.deepEqual(mountedPlaces(far, 4_999).slice(-2), [1_025, 4_999]);
});

test("mountedPlaces() survives a scroll offset beyond the last row", () => {
  assert.deepEqual(mountedPlaces({ ...far, top: 1e9 }, 7), [7]);
});

test("findBeginning() walks on with one letter and stays while several fit", () => {
  const names = ["Oslo", "Bergen", "Bodø", "Århus"];
  const places = { count: names.length, nameAt: (at: number) => names[at] ?? "" };
  const find = (text: string, from: number, candidates?: number[]) =>
    findBeginning(text, { from, ...places }, candidates);
  assert.equal(find("b", 0), 1);
  assert.equal(find("b", 1), 2);
  assert.equal(find("b", 2), 1);
  assert.equal(find("BO", 1), 2);
  assert.equal(find("å", 0), 3);
  assert.equal(find("x", 0), -1);
  assert.equal(find("b", 1, [1, 2]), 2);
  assert.equal(find("b", 2, [1, 2]), 1);
  assert.equal(find("bo", 0, [1, 2]), 2);
  assert.equal(find("x", 0, [1, 2]), -1);
});

test("Typeahead joins letters until there is a pause or something else happens", () => {
  const typed = new Typeahead();
  assert.equal(typed.add("n", 0), "n");
  assert.equal(typed.add("o", 300), "no");
  assert.equal(typed.add("w", 2_000), "w");
  typed.forget();
  assert.equal(typed.add("x", 2_001), "x");
});

test("defectGroups() puts errors before remarks and keeps the order within a kind", () => {
  const defects = [
    { kind: "PathMismatch", severity: "info", row: 1 },
    { kind: "Cycle", severity: "error", row: 2 },
    { kind: "PathMismatch", severity: "info", row: 3 },
  ] as const;
  const rows = defectGroups(defects).map((group) => group.map(({ row }) => row));
  assert.deepEqual(rows, [[2], [1, 3]]);
});
