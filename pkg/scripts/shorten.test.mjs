// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { shortened } from "./shorten.mjs";

// The types of Node leave it out.
const wasm = /** @type {any} */ (globalThis).WebAssembly;
const name = (/** @type {string} */ text) => [text.length, ...Buffer.from(text)];
const section = (/** @type {number} */ id, /** @type {number[]} */ ...bytes) => [id, bytes.length, ...bytes];
/** @type {(module: Uint8Array) => { name: string }[]} */
const exportsOf = (module) => wasm.Module.exports(new wasm.Module(module));
/** @type {(module: Uint8Array) => { module: string, name: string }[]} */
const importsOf = (module) => wasm.Module.imports(new wasm.Module(module));
const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const FROM = "./tree_bg.js";
const CLOSURE = "wasm_bindgen__convert__closures_____invoke__h0123456789abcdef";
const imported = ["__wbg_log_1f", "__wbg_random_2e"];
const exported = ["memory", "tree_size", "fetchUnits", "__wbg_tree_free", CLOSURE];

// Two functions that are imported, another one that is exported under four names, and a memory.
const module = Uint8Array.of(
  ...header,
  ...section(1, 1, 0x60, 0, 0),
  ...section(2, 2, ...imported.flatMap((one) => [...name(FROM), ...name(one), 0, 0])),
  ...section(3, 1, 0),
  ...section(5, 1, 0, 1),
  ...section(
    7,
    exported.length,
    ...exported.flatMap((one) => [...name(one), one === "memory" ? 2 : 0, one === "memory" ? 0 : 2]),
  ),
  ...section(10, 1, 4, 0, 0x10, 0, 0x0b),
);
const code = `
export const size = () => wasm.tree_size();
export const fetchUnits = () => wasm.fetchUnits();
function ${CLOSURE}() {
    wasm.${CLOSURE}();
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_log_1f: function() { log.push(wasm.memory); },
        __wbg_random_2e: function() {
            return 4;
        },
    };
    return {
        __proto__: null,
        "${FROM}": import0,
    };
}
const free = () => wasm.__wbg_tree_free();
`;
const types = `export class Tree {
    free(): void;
}

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly tree_size: () => number;
}
`;
const glue = { module, code, types };

describe("shortened()", () => {
  const short = shortened(glue);

  test("leaves a module whose names fit its code", async () => {
    const run = new Function(
      "log",
      `let wasm; ${short.code.replaceAll("export ", "")};
      return { imports: __wbg_get_imports(), use: (exports) => { wasm = exports; return { size, free, fetchUnits }; } };`,
    );
    /** @type {unknown[]} */
    const log = [];
    const { imports, use } = run(log);
    const { instance } = await wasm.instantiate(short.module, imports);
    const { size, free, fetchUnits } = use(instance.exports);
    for (const call of [size, free, fetchUnits]) call();
    assert.deepEqual(log, Array(3).fill(instance.exports.memory));
  });

  test("keeps the names that trap.js goes by", () => {
    const names = exportsOf(short.module).map(({ name }) => name);
    assert.deepEqual(names, ["memory", "b", "fetchUnits", "__wbg_tree_free", "closure4"]);
  });

  test("shortens what is imported", () => {
    const imports = importsOf(short.module);
    assert.deepEqual(
      imports.map(({ module, name }) => [module, name]),
      [
        ["a", "a"],
        ["a", "b"],
      ],
    );
  });

  test("leaves the types without the module's own exports", () => {
    const memory = "    readonly memory: WebAssembly.Memory;\n";
    assert.equal(short.types, types.replace(/ {4}readonly[^}]*/, memory));
  });

  test("leaves a module without names as it is", () => {
    const bare = { ...glue, module: Uint8Array.of(...header), code: "" };
    assert.deepEqual(Uint8Array.from(shortened(bare).module), bare.module);
  });

  for (const [claim, change, says] of /** @type {const} */ ([
    [
      "an import that is not in the code",
      { code: code.replace("__wbg_log_1f: f", "other: f") },
      /__wbg_log_1f/,
    ],
    ["another object of imports", { code: code.replace(FROM, "./other.js") }, /has no single/],
    [
      "an export that the code does not use",
      { code: code.replace("wasm.tree_size", "wasm['tree_size']") },
      /tree_size/,
    ],
    ["a use of what is not exported", { code: `${code}wasm.other();` }, /wasm\.other/],
    ["types without InitOutput", { types: "" }, /InitOutput/],
    ["what is no module", { module: Uint8Array.of(1, 2, 3) }, /no WebAssembly module/],
    ["a module that is cut short", { module: module.subarray(0, 40) }, /ends too soon/],
  ])) {
    test(`stops at ${claim}`, () => {
      assert.throws(() => shortened({ ...glue, ...change }), says);
    });
  }

  test("gives every name once, however many there are", () => {
    const many = Array.from({ length: 60 }, (_, at) => `__wbg_import_${at}`);
    const bytes = many.flatMap((one) => [...name(FROM), ...name(one), 0, 0]);
    const length = [((bytes.length + 1) % 128) + 128, (bytes.length + 1) >> 7];
    const large = Uint8Array.of(...header, ...section(1, 1, 0x60, 0, 0), 2, ...length, many.length, ...bytes);
    const uses = many.map((one) => `        ${one}: function() {},\n`).join("");
    const short = shortened({ module: large, code: `${uses}"${FROM}": import0`, types });
    const names = importsOf(short.module).map(({ name }) => name);
    assert.equal(new Set(names).size, many.length);
    assert.deepEqual(names.slice(50, 54), ["Y", "Z", "aa", "ab"]);
  });
});
