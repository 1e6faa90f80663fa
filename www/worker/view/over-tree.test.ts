import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree, type UnitTree } from "business-units";
import { joined } from "../bytes.ts";
import { type Entry, entryOf } from "../cache/entry.ts";
import type { CacheState } from "../cache/read.ts";
import { isFreed } from "../edge.fixture.ts";
import { answerOf } from "../listing-answer.ts";
import { Problem } from "../problem.ts";
import { Timing } from "../timing.ts";
import { encoded } from "./document.ts";
import { flat } from "./flat.ts";
import { nested } from "./nested.ts";
import { overTree, STALL_MS } from "./over-tree.ts";
import { table } from "./table.ts";
import type { View } from "./view.ts";

const showing = { asOf: 0, stale: false, region: null, timing: new Timing(), signal: undefined };

async function listed(units: number, parentOf: (row: number) => number | undefined): Promise<Entry> {
  const rows = Array.from({ length: units }, (_, row) => {
    const parent = parentOf(row);
    return { id: `u${row}`, name: `Unit ${row}`, ...(parent !== undefined && { parentId: `u${parent}` }) };
  });
  return entryOf(encoded(buildTree(rows), null), 0, 0);
}

const chain = (units: number) => listed(units, (row) => (row === 0 ? undefined : row - 1));

async function textOf(view: View, entry: Entry): Promise<string> {
  return new TextDecoder().decode(joined([...(await view.chunks(entry.body, showing))]));
}

const shapes: [name: string, parentOf: (row: number) => number | undefined][] = [
  ["no parents", () => undefined],
  ["one root", (row) => (row === 0 ? undefined : 0)],
  ["a binary tree", (row) => (row === 0 ? undefined : (row - 1) >> 1)],
  ["chains of seven", (row) => (row % 7 === 0 ? undefined : row - 1)],
  ["combs", (row) => (row % 90 === 0 ? undefined : row % 3 === 0 ? row - 3 : row - 1)],
];

for (const [name, parentOf] of shapes) {
  for (const units of [0, 1, 2, 999, 1_000, 1_001, 2_500]) {
    test(`${units} units in ${name}, nested, are what toJSON() gives`, async () => {
      const entry = await listed(units, parentOf);
      using tree = buildTree(joined(entry.body));
      const { roots } = JSON.parse(await textOf(nested, entry)) as { roots: unknown };
      assert.deepEqual(roots, JSON.parse(JSON.stringify(tree)));
    });
  }
}

for (const view of [nested, table("csv-levels", "file")]) {
  test(`${view.name} shows 500 levels below a root, and refuses one more`, async () => {
    assert.ok((await textOf(view, await chain(501))).includes("Unit 500"));
    const refusal = (thrown: unknown) => thrown instanceof Problem && thrown.code === "VIEW_TOO_DEEP";
    await assert.rejects(textOf(view, await chain(502)), refusal);
  });
}

test("flat and csv show any depth", async () => {
  const deep = await chain(5_000);
  for (const view of [flat, table("csv", "file")])
    assert.ok((await textOf(view, deep)).includes("Unit 4999"));
});

async function answered(
  view: View,
  entry: Entry,
  state: CacheState = "HIT",
  method = "GET",
  ifNoneMatch?: string,
  signal?: AbortSignal,
) {
  const asking = { method, ifNoneMatch, region: null, now: 5_000, timing: new Timing(), signal };
  return answerOf({ entry, state }, view, asking);
}

for (const method of ["GET", "HEAD"]) {
  test(`${method} for a view that is too deep is 422, and says how old the listing is`, async () => {
    const refused = answered(nested, await chain(502), "SIE", method);
    await assert.rejects(refused, (thrown: Problem) => {
      assert.equal(thrown.status, 422);
      assert.equal(thrown.members.limit, 500);
      assert.deepEqual(
        { age: thrown.headers.age, cache: thrown.headers["x-cache"] },
        { age: "5", cache: "SIE" },
      );
      return true;
    });
  });
}

test("a star is 304 for what there is, and 422 for what is too deep", async () => {
  assert.equal((await answered(nested, await chain(3), "HIT", "GET", "*")).status, 304);
  await assert.rejects(answered(nested, await chain(502), "HIT", "GET", " * "), { code: "VIEW_TOO_DEEP" });
});

for (const state of ["SWR", "SIE"] as const) {
  test(`${state} is another document where it says so, and the same table`, async () => {
    const entry = await chain(3);
    const tagOf = async (view: View, how: CacheState) =>
      (await answered(view, entry, how)).headers.get("etag");
    const isOther = async (view: View) => (await tagOf(view, state)) !== (await tagOf(view, "HIT"));
    assert.deepEqual(await Promise.all([flat, nested, table("csv", "f")].map(isOther)), [true, true, false]);
    assert.equal(((await (await answered(nested, entry, state)).json()) as { stale: boolean }).stale, true);
  });
}

function watched(pieces: (tree: UnitTree) => Iterable<string>): { view: View; isFreed(): boolean } {
  let seen: UnitTree | undefined;
  const view = overTree({
    name: "watched",
    headers: {},
    isDated: false,
    pieces(tree) {
      seen = tree;
      return pieces(tree);
    },
  });
  return { view, isFreed: () => seen !== undefined && isFreed(seen) };
}

function* three(): Generator<string> {
  yield "1";
  yield "2";
  yield "3";
}

const endings: [name: string, end: (view: View) => Promise<unknown>][] = [
  ["read to the end", async (view) => (await answered(view, await chain(2))).text()],
  ["only asked for with HEAD", async (view) => answered(view, await chain(2), "HIT", "HEAD")],
  ["only asked for with a star", async (view) => answered(view, await chain(2), "HIT", "GET", "*")],
  ["left before its first chunk", async (view) => (await answered(view, await chain(2))).body?.cancel()],
  ["left, as only its request's signal says", leftWithoutCancelling],
  ["left in the middle", async (view) => leftInTheMiddle((await answered(view, await chain(2))).body)],
];

async function leftWithoutCancelling(view: View): Promise<void> {
  const left = new AbortController();
  await answered(view, await chain(2), "HIT", "GET", undefined, left.signal);
  left.abort();
}

async function leftInTheMiddle(body: ReadableStream<Uint8Array> | null): Promise<void> {
  const reader = body?.getReader();
  await reader?.read();
  await reader?.cancel();
}

test("the tree of a view whose reader takes nothing for half a minute is freed, and the view ends in an error", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { view, isFreed } = watched(three);
  const reader = (await answered(view, await chain(2))).body?.getReader();
  t.mock.timers.tick(STALL_MS - 1);
  assert.equal((await reader?.read())?.done, false);
  t.mock.timers.tick(STALL_MS - 1);
  assert.ok(!isFreed(), "what is taken begins the wait anew");
  t.mock.timers.tick(1);
  assert.ok(isFreed());
  await assert.rejects(async () => {
    while (!(await reader?.read())?.done);
  }, /too long/);
});

test("a reader who takes a little all the time gets the whole view, however long that takes", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { view, isFreed } = watched(() => ["", "é".repeat(50_000), "", "end"]);
  const reader = (await answered(view, await chain(2))).body?.getReader();
  const taken: Uint8Array[] = [];
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    taken.push(read.value);
    t.mock.timers.tick(STALL_MS - 1);
  }
  assert.equal(new TextDecoder().decode(joined(taken)), `${"é".repeat(50_000)}end`);
  assert.ok(taken.every(({ length }) => length > 0 && length <= 16_384));
  assert.ok(isFreed());
});

for (const [name, end] of endings) {
  test(`the tree of a view that is ${name} is freed`, async () => {
    const { view, isFreed } = watched(three);
    await end(view);
    assert.ok(isFreed());
  });
}

test("a view goes out as it is read, and is never made whole", async () => {
  let made = 0;
  const { view } = watched(function* () {
    for (; made < 1_000; made++) yield "x".repeat(1_000);
  });
  const reader = (await answered(view, await chain(2))).body?.getReader();
  for (let read = 1; read <= 3; read++) {
    await reader?.read();
    assert.ok(made <= read + 1, `${made} made, ${read} read`);
  }
  await reader?.cancel();
  assert.ok(made < 6);
});

test("the tree of a view that fails is freed, before its first chunk and later", async () => {
  const atOnce = watched(() => {
    throw new Problem("UNKNOWN_UNIT", "none");
  });
  await assert.rejects(answered(atOnce.view, await chain(2)));
  assert.ok(atOnce.isFreed());
  const later = watched(function* () {
    yield "1";
    throw new Error("broken");
  });
  await assert.rejects(async () => (await answered(later.view, await chain(2))).text());
  assert.ok(later.isFreed());
});
