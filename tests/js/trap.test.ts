import assert from "node:assert/strict";
import { test } from "node:test";
import { watch } from "../../pkg/wasm/trap.js";
import { inEmptyFolder, output, root } from "./commands.ts";

/** Runs a program of its own, in which the module may break, and gives what it tells. */
async function inItsOwnProcess(program: string): Promise<unknown> {
  const given = `
    import { buildTree, fetchAutodeskUnits, fetchImochaUnits, readTree } from "${root}pkg/dist/entry.node.js";
    import { initSync } from "${root}pkg/wasm/business_units.js";
    const exports = initSync({ module: new Uint8Array() });
    const codeOf = async (work) => { try { await work(); return "none"; } catch (thrown) { return thrown.code ?? String(thrown); } };
    const never = () => new Promise(() => {});
    const call = (fetch = never, more = {}) => fetchAutodeskUnits({ accountId: "a", token: "t", fetch, ...more });
    const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
    const told = {};
    const since = performance.now();
    process.on("uncaughtException", (thrown) => { told.uncaught = String(thrown); });
    process.on("unhandledRejection", (thrown) => { told.unhandled = String(thrown); });
    ${program}
    told.quick = performance.now() - since < 3_000;
    console.log(JSON.stringify(told));
    process.exit();`;
  const printed = await inEmptyFolder((cwd) =>
    output(process.execPath, ["--input-type=module", "--eval", given], { cwd }),
  );
  return JSON.parse(printed);
}

// An address past the end of the module's memory.
const TRAP = "exports.unittree_size(-16)";

test("a trap rejects what is open and refuses what comes later, at once", async () => {
  const told = await inItsOwnProcess(`
    const tree = buildTree("{}");
    const open = [call(), call(), fetchImochaUnits({ apiKey: "k", fetch: never })].map((one) => codeOf(() => one));
    await turn();
    told.trap = await codeOf(() => ${TRAP});
    told.open = await Promise.all(open);
    const later = [call, () => buildTree("{}"), () => readTree(new Blob(["{}"]).stream()), () => tree.size];
    told.later = await Promise.all(later.map(codeOf));
    told.free = await codeOf(() => tree.free());
    await turn();`);
  assert.deepEqual(told, {
    trap: "RuntimeError: The module broke down, and is of no more use.",
    open: ["ERR_INTERNAL", "ERR_INTERNAL", "ERR_INTERNAL"],
    later: ["ERR_INTERNAL", "ERR_INTERNAL", "ERR_INTERNAL", "ERR_INTERNAL"],
    free: "none",
    quick: true,
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
    told.open = await Promise.all(open);
    globalThis.setTimeout = own;
    told.later = await codeOf(call);
    await turn();`);
  const open = ["ERR_INTERNAL", "ERR_INTERNAL"];
  assert.deepEqual(told, { open, later: "ERR_INTERNAL", quick: true });
});

test("a trap while a caller's own function runs is no different", async () => {
  const told = await inItsOwnProcess(`
    const onAttempt = () => ${TRAP};
    told.own = await codeOf(() => call(async () => new Response("{}"), { onAttempt }));
    told.later = await codeOf(call);
    await turn();`);
  assert.deepEqual(told, { own: "ERR_INTERNAL", later: "ERR_INTERNAL", quick: true });
});

test("timers and events that come after a trap find nobody, and nothing is thrown at them", async () => {
  const told = await inItsOwnProcess(`
    const controller = new AbortController();
    const open = codeOf(() => call(never, { signal: controller.signal, stallTimeoutMs: 20 }));
    await turn();
    told.trap = await codeOf(() => ${TRAP});
    controller.abort("enough");
    told.open = await open;
    await new Promise((resolve) => setTimeout(resolve, 60));`);
  const trap = "RuntimeError: The module broke down, and is of no more use.";
  assert.deepEqual(told, { trap, open: "ERR_INTERNAL", quick: true });
});

/** What `watch` makes of a module with one entry that throws. */
function broken(name: string, thrown: unknown) {
  const entry = () => {
    throw thrown;
  };
  const callback = "wasm_bindgen__convert__closures_____invoke__h1";
  const whole = {
    [name]: entry,
    size: () => 7,
    [callback]: () => 8,
    tree_free: () => 9,
    open: () => new Promise(() => {}),
  };
  return { ...watch(whole as unknown as WebAssembly.Exports), memory: 0 } as unknown as Record<
    string,
    () => unknown
  >;
}

const trap = () => new WebAssembly.RuntimeError("unreachable");

test("what a module throws on purpose breaks nothing", () => {
  for (const thrown of [new Error("null pointer passed to rust"), new TypeError("text"), "text", undefined]) {
    const { entry, size } = broken("entry", thrown);
    assert.throws(
      () => entry?.(),
      (caught) => caught === thrown,
    );
    assert.equal(size?.(), 7);
  }
});

test("a trap and an overflow of the stack break everything", async () => {
  for (const thrown of [
    trap(),
    new RangeError("Maximum call stack size exceeded"),
    new Error("too much recursion"),
  ]) {
    const { entry, size, open, tree_free } = broken("entry", thrown);
    const waiting = open?.() as Promise<unknown>;
    assert.throws(() => entry?.(), WebAssembly.RuntimeError);
    assert.throws(() => size?.(), WebAssembly.RuntimeError);
    assert.deepEqual(tree_free?.(), []);
    await assert.rejects(waiting, WebAssembly.RuntimeError);
  }
});

test("whatever a callback throws breaks everything, and is not thrown on", async () => {
  for (const thrown of [trap(), new TypeError("then is not a function"), "text"]) {
    const name = "wasm_bindgen__convert__closures_____invoke__h2";
    const { [name]: callback, size, open } = broken(name, thrown);
    const waiting = open?.() as Promise<unknown>;
    assert.deepEqual(callback?.(), []);
    assert.throws(() => size?.(), WebAssembly.RuntimeError);
    await assert.rejects(waiting, WebAssembly.RuntimeError);
  }
});
