import assert from "node:assert/strict";
import { test } from "node:test";
import { unlessStuck } from "../../pkg/src/deadline.ts";

function held() {
  let freed: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    freed = resolve;
  });
  return { tree: { free: () => freed() }, gone };
}

test("a call that never settles is ERR_INTERNAL after its deadline", async () => {
  const stuck = unlessStuck(new Promise<never>(() => undefined), 1, 1);
  await assert.rejects(stuck, { name: "BusinessUnitsError", code: "ERR_INTERNAL" });
});

test("a call gets its turn after everything stood still", async () => {
  const { tree } = held();
  const answered = new Promise<typeof tree>((resolve) => setTimeout(() => resolve(tree), 20));
  const call = unlessStuck(answered, 1, 50);
  const end = performance.now() + 100;
  while (performance.now() < end);
  assert.equal(await call, tree);
});

test("a tree that comes too late is freed", async () => {
  const { tree, gone } = held();
  let settle: (late: typeof tree) => void = () => undefined;
  const late = new Promise<typeof tree>((resolve) => {
    settle = resolve;
  });
  await assert.rejects(unlessStuck(late, 1, 1), { code: "ERR_INTERNAL" });
  settle(tree);
  await gone;
});

test("a call that settles in time settles as it does, and leaves no timer", async () => {
  const { tree } = held();
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const before = timers();
  assert.equal(await unlessStuck(Promise.resolve(tree), 60_000), tree);
  await assert.rejects(unlessStuck(Promise.reject(new Error("refused")), 60_000), /refused/);
  assert.equal(timers(), before);
});
