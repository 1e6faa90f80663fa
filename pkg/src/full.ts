import { attach, buildTree as buildCore, imports, refusal, TreeReader } from "../wasm/business_units.js";
import { breakDown, isTrap } from "../wasm/trap.js";
import { type BuildInput, build } from "./build.js";
import { Module, type ModuleSource } from "./module.js";
import { read } from "./read.js";
import type { ReadSource } from "./response.js";
import type { ReadOptions, TreeOptions } from "./types.js";
import type { UnitTree } from "./unit-tree.js";

/** The full module. */
export const full: Module = /* @__PURE__ */ new Module({
  entry: "business-units",
  file: "business_units_bg.wasm",
  attach,
  imports,
  buildTree: buildCore,
  TreeReader,
  refusal,
  breakDown: () => breakDown(),
  isTrap,
});

/**
 * Builds the tree of a listing that is already here: either service's answer, or units one by one. A listing that is
 * damaged gives a tree too, with `defects`; `{}` and a list that is null or `[]` give a tree without units. Time and
 * memory grow with the input, whatever its shape; all of it is one task, during which nothing else runs.
 *
 * @param input An answer as bytes or JSON text, told apart by the key of its list; or an array of units.
 * @returns A tree in the module's memory: `free()` it, or declare it with `using`.
 * @throws `ERR_JSON` (with `offset`) and `ERR_SHAPE` (with `pointer`) for what is no listing, nor a flat one (`toJSON()`
 * gives none, `toArray()` does), `ERR_TOO_LARGE` past a limit or where there is no memory, `ERR_OPTION` for another type
 * of input and for bytes that were given away, `ERR_STATE` in a page before `init()`.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 *
 * using tree = buildTree([{ id: "2", parentId: "1", name: "Norway" }, { id: "1", name: "Europe" }]);
 * console.log(tree.roots.map((unit) => unit.name)); // [ 'Europe' ]
 * console.log(tree.subtreeIds("1")); // [ '1', '2' ]
 * ```
 */
export function buildTree(input: BuildInput, options?: TreeOptions): UnitTree {
  return build(full, input, options);
}

/**
 * Builds the tree of a listing while it arrives: from a stream or another async iterable of bytes (Node's `Readable` too), a
 * Blob, or a response of any `fetch`. A response whose body is no stream is read as a whole.
 * Holds what it keeps of the units, never the whole text. Time and memory grow with the listing; between chunks the rest
 * of the program runs.
 *
 * @param source Read to its end, or cancelled when the listing turns out wrong or `signal` aborts.
 * @returns A tree in the module's memory: `free()` it, or declare it with `using`.
 * @throws Never at once: the promise rejects as `buildTree` throws; with the code of its status for an answer that is
 * not ok, `ERR_NETWORK` when the stream fails, `ERR_OPTION` when it is in use already; or, when `signal` aborts, with
 * `signal.reason` itself.
 *
 * @example
 * ```ts
 * import { readTree } from "business-units";
 *
 * const body = new Blob(['{"businessUnits":[{"businessUnitId":1}],"count":1}']).stream();
 * using tree = await readTree(body, { onProgress: ({ bytes, units }) => console.log(bytes, units) });
 * // 50 1
 * console.log(tree.get("1")?.row); // 0
 * ```
 */
export function readTree(source: ReadSource, options: ReadOptions = {}): Promise<UnitTree> {
  return read(full, source, options);
}

/**
 * Loads the WebAssembly module, once; a failed load may be tried again. Every asynchronous function does this itself,
 * and Node, Deno, Bun and workerd are loaded at import, so only a page or an edge-light function that calls `buildTree`
 * first needs it. The first time it costs one request and a compilation, later nothing.
 *
 * @param source Where the module is; by default beside the package's own files.
 * @throws `ERR_STATE` when it cannot be loaded, with the reason.
 *
 * @example
 * ```ts
 * import { buildTree, init } from "business-units";
 *
 * await init();
 * console.log(buildTree("{}").size); // 0
 * ```
 */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void> {
  return full.init(source);
}

/**
 * Loads the WebAssembly module at once, from bytes or compiled; does nothing when it is loaded. A module that another
 * realm compiled is for `init(module)`. Bytes are compiled on the spot, which a browser may refuse a page.
 *
 * @param module The package's own `business_units_bg.wasm`.
 * @throws `ERR_STATE` when it cannot be loaded, or at the moment when an `init()` makes its instance.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { buildTree, initSync } from "business-units";
 *
 * initSync(readFileSync(new URL(import.meta.resolve("business-units/business_units_bg.wasm"))));
 * console.log(buildTree("{}").size); // 0
 * ```
 */
export function initSync(module: WebAssembly.Module | BufferSource): void {
  full.initSync(module);
}
