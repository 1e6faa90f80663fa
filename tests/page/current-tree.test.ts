import assert from "node:assert/strict";
import { test } from "node:test";
import type { UnitTree } from "business-units";
import { CurrentTree } from "../../www/app/current-tree.ts";

interface Load {
  readonly signal: AbortSignal;
  succeed(read: { tree: UnitTree }): void;
  fail(error: Error): void;
}

/** Loads that end when the test says so, whatever their signal says. */
function slowReads() {
  const loads: Load[] = [];
  const read = (signal: AbortSignal) =>
    new Promise<{ tree: UnitTree }>((succeed, fail) => loads.push({ signal, succeed, fail }));
  return { loads, read };
}

class FakeTree {
  freed = 0;

  free(): void {
    this.freed++;
  }

  get read(): { tree: UnitTree } {
    return { tree: this as unknown as UnitTree };
  }
}

/** A current tree with as many loads under way as asked for, one after another. */
function opening(count: number) {
  const { loads, read } = slowReads();
  const current = new CurrentTree();
  const opened = Array.from({ length: count }, () => current.open(read));
  return { current, loads: loads as [Load, ...Load[]], opened };
}

test("a tree that is finished after it was overtaken is freed and not shown", async () => {
  const { loads, opened } = opening(2);
  const [late, shown] = [new FakeTree(), new FakeTree()];
  assert.deepEqual(
    loads.map(({ signal }) => signal.aborted),
    [true, false],
  );
  loads[1]?.succeed(shown.read);
  loads[0].succeed(late.read);
  assert.deepEqual(
    (await Promise.all(opened)).map((read) => read?.tree),
    [undefined, shown],
  );
  assert.deepEqual([late.freed, shown.freed], [1, 0]);
});

test("a load that fails after it was overtaken is no failure", async () => {
  const { loads, opened } = opening(2);
  const shown = new FakeTree();
  loads[0].fail(new Error("aborted"));
  loads[1]?.succeed(shown.read);
  assert.deepEqual(
    (await Promise.all(opened)).map((read) => read?.tree),
    [undefined, shown],
  );
});

test("a load that fails on its own tells why", async () => {
  const { loads, opened } = opening(1);
  loads[0].fail(new Error("why"));
  await assert.rejects(opened[0] ?? Promise.resolve(), /why/);
});

test("the tree before the one that came last stays until it is let go", async () => {
  const { current, loads, opened } = opening(1);
  const { read, loads: later } = slowReads();
  const [earlier, newer] = [new FakeTree(), new FakeTree()];
  loads[0].succeed(earlier.read);
  await opened[0];
  const renewed = current.open(read);
  later[0]?.succeed(newer.read);
  await renewed;
  assert.deepEqual([earlier.freed, newer.freed], [0, 0]);
  current.free(earlier.read.tree);
  current.free(earlier.read.tree);
  assert.deepEqual([earlier.freed, newer.freed], [1, 0]);
  current.close();
  assert.deepEqual([earlier.freed, newer.freed], [1, 1]);
});

test("closing frees the tree once", async () => {
  const { current, loads, opened } = opening(1);
  const tree = new FakeTree();
  loads[0].succeed(tree.read);
  await opened[0];
  current.stop();
  assert.equal(tree.freed, 0);
  current.close();
  current.close();
  assert.equal(tree.freed, 1);
});
