import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { breakDown, isTrap, watch } from "../../pkg/wasm/trap.js";
import { inEmptyFolder, output, root } from "./commands.ts";

/** Runs a program of its own, in which the module may break, and gives what it tells. */
async function inItsOwnProcess(program: string): Promise<unknown> {
  const given = `
    import { buildTree, fetchAutodeskUnits, fetchImochaUnits, readTree, UnitTree } from "${root}pkg/dist/entry.node.js";
    import * as small from "${root}pkg/dist/tree/entry.node.js";
    import { full } from "${root}pkg/dist/full.js";
    import { UnitTree as Core } from "${root}pkg/wasm/business_units.js";
    const lost = UnitTree.over(full, Object.assign(Object.create(Core.prototype), { __wbg_ptr: -16 }));
    const codeOf = async (work) => { try { await work(); return "none"; } catch (thrown) { return thrown.code ?? String(thrown); } };
    const never = () => new Promise(() => {});
    const call = (fetch = never, more = {}) => fetchAutodeskUnits({ accountId: "a", token: "t", fetch, ...more });
    const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
    // The deadline of a call is 25 s: so many turns are over long before it, however slow the machine.
    const soon = async (work) => {
      let settled = false;
      const done = () => { settled = true; };
      work.then(done, done);
      for (let turns = 0; turns < 100 && !settled; turns++) await new Promise((resolve) => setTimeout(resolve));
      return settled ? work : "late";
    };
    const told = {};
    process.on("uncaughtException", (thrown) => { told.uncaught = String(thrown); });
    process.on("unhandledRejection", (thrown) => { told.unhandled = String(thrown); });
    ${program}
    console.log(JSON.stringify(told));
    process.exit();`;
  const printed = await inEmptyFolder((cwd) =>
    output(process.execPath, ["--input-type=module", "--eval", given], { cwd }),
  );
  return JSON.parse(printed);
}

// An address past the end of the module's memory.
const TRAP = "lost.size";

test("a trap rejects what is open and refuses what comes later, at once", async () => {
  const told = await inItsOwnProcess(`
    const tree = buildTree("{}");
    const open = [call(), call(), fetchImochaUnits({ apiKey: "k", fetch: never })].map((one) => codeOf(() => one));
    await turn();
    told.trap = await codeOf(() => ${TRAP});
    told.open = await soon(Promise.all(open));
    const later = [call, () => buildTree("{}"), () => readTree(new Blob(["{}"]).stream()), () => tree.size];
    told.later = await soon(Promise.all(later.map(codeOf)));
    told.free = await codeOf(() => tree.free());
    told.small = await codeOf(() => small.buildTree("{}").free());
    await turn();`);
  assert.deepEqual(told, {
    trap: "ERR_INTERNAL",
    open: ["ERR_INTERNAL", "ERR_INTERNAL", "ERR_INTERNAL"],
    later: ["ERR_INTERNAL", "ERR_INTERNAL", "ERR_INTERNAL", "ERR_INTERNAL"],
    free: "none",
    // Another module, with another memory.
    small: "none",
  });
});

test("a trap in what a promise calls back rejects its own call and all others", async () => {
  // A timer that cannot be set is a panic of gloo-timers, in the middle of a future.
  const told = await inItsOwnProcess(`
    let answer;
    const slow = call(() => new Promise((resolve) => { answer = resolve; }));
    const open = [slow, call()].map((one) => codeOf(() => one));
    await turn();
    const own = globalThis.setTimeout;
    globalThis.setTimeout = () => { throw new Error("no timers any more"); };
    answer(new Response(new ReadableStream()));
    told.open = await soon(Promise.all(open));
    globalThis.setTimeout = own;
    told.later = await soon(codeOf(call));
    await turn();`);
  const open = ["ERR_INTERNAL", "ERR_INTERNAL"];
  assert.deepEqual(told, { open, later: "ERR_INTERNAL" });
});

test("what is freed twice, or after its last use, breaks nothing", async () => {
  const told = await inItsOwnProcess(`
    const { buildTree: build, TreeReader } = await import("${root}pkg/wasm/business_units.js");
    const tree = build(new TextEncoder().encode("{}"));
    tree.free();
    told.twice = await codeOf(() => tree.free());
    const reader = new TreeReader();
    reader.push(new TextEncoder().encode("{}"));
    reader.finish().free();
    told.finished = await codeOf(() => reader.free());
    told.later = await codeOf(() => buildTree("{}").size);`);
  assert.deepEqual(told, { twice: "none", finished: "none", later: "none" });
});

test("a trap while a caller's own function runs is no different", async () => {
  const told = await inItsOwnProcess(`
    const onAttempt = () => ${TRAP};
    told.own = await soon(codeOf(() => call(async () => new Response("{}"), { onAttempt })));
    told.later = await soon(codeOf(call));
    await turn();`);
  assert.deepEqual(told, { own: "ERR_INTERNAL", later: "ERR_INTERNAL" });
});

test("timers and events that come after a trap find nobody, and nothing is thrown at them", async () => {
  const told = await inItsOwnProcess(`
    const controller = new AbortController();
    const open = codeOf(() => call(never, { signal: controller.signal, stallTimeoutMs: 20 }));
    await turn();
    told.trap = await codeOf(() => ${TRAP});
    controller.abort("enough");
    told.open = await soon(open);
    await new Promise((resolve) => setTimeout(resolve, 60));`);
  assert.deepEqual(told, { trap: "ERR_INTERNAL", open: "ERR_INTERNAL" });
});

const trap = () => new WebAssembly.RuntimeError("unreachable");
const CALLBACK = "wasm_bindgen__convert__closures_____invoke__h1";

/** What `watch` makes of a module whose callbacks, and calls that give a promise, throw that. */
function broken(thrown: unknown) {
  const entry = () => {
    throw thrown;
  };
  const whole = {
    size: () => 7,
    [CALLBACK]: entry,
    __wbg_unittree_free: () => 9,
    fetchNothing: entry,
    mintNothing: () => new Promise(() => {}),
  };
  return watch(whole as unknown as WebAssembly.Exports) as Record<string, () => unknown>;
}

async function assertBroken(entries: Record<string, () => unknown>, waiting: unknown) {
  assert.throws(() => entries.size?.(), WebAssembly.RuntimeError);
  assert.throws(() => entries.mintNothing?.(), WebAssembly.RuntimeError);
  assert.deepEqual([entries[CALLBACK]?.(), entries.__wbg_unittree_free?.()], [[], []]);
  await assert.rejects(waiting as Promise<unknown>, WebAssembly.RuntimeError);
}

test("what a module throws on purpose breaks nothing", () => {
  for (const thrown of [new Error("null pointer passed to rust"), new TypeError("text"), "text", undefined]) {
    const entries = broken(thrown);
    assert.throws(
      () => entries.fetchNothing?.(),
      (caught) => caught === thrown,
    );
    assert.equal(entries.size?.(), 7);
  }
});

test("a trap and an overflow of the stack break everything", async () => {
  for (const thrown of [
    trap(),
    new RangeError("Maximum call stack size exceeded"),
    new Error("too much recursion"),
  ]) {
    const entries = broken(thrown);
    const waiting = entries.mintNothing?.();
    assert.throws(
      () => entries.fetchNothing?.(),
      (caught) => caught === thrown,
    );
    await assertBroken(entries, waiting);
  }
});

test("whatever a callback throws breaks everything, and is not thrown on", async () => {
  for (const thrown of [trap(), new TypeError("then is not a function"), "text"]) {
    const entries = broken(thrown);
    const waiting = entries.mintNothing?.();
    assert.deepEqual(entries[CALLBACK]?.(), []);
    await assertBroken(entries, waiting);
  }
});

test("whoever finds a trap can give the module up", async () => {
  const entries = broken(trap());
  const waiting = entries.mintNothing?.();
  assert.deepEqual([isTrap(trap()), isTrap(new Error("unreachable"))], [true, false]);
  breakDown();
  await assertBroken(entries, waiting);
});

test("every call of the module that gives a promise is one that is watched", () => {
  const types = readFileSync(path.join(root, "pkg/wasm/business_units.d.ts"), "utf8");
  const names = [...types.matchAll(/^export function (\w+)\(.*\): Promise</gm)].map(([, name]) => name);
  assert.deepEqual(names.sort(), [
    "fetchAutodeskUnits",
    "fetchImochaUnits",
    "mintAutodeskToken",
    "mintToken",
  ]);
});
