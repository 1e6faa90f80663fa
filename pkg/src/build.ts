import { buildTree as buildCore } from "../wasm/business_units.js";
import { translated } from "./errors.js";
import { inputBytes } from "./input.js";
import { assertLoaded } from "./load.js";
import { ownOptions, TREE } from "./options.js";
import type { UnitInput } from "./record.js";
import { UnitTree } from "./tree.js";
import type { TreeOptions } from "./types.js";

/** A whole listing: its bytes, its text, or its units. */
export type BuildInput = Uint8Array | ArrayBuffer | string | readonly UnitInput[];

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
  assertLoaded();
  const { bytes, bare } = inputBytes(input);
  // An option that is not there costs the module a look-up: without any, it is given no object to look into.
  const all =
    options === undefined && !bare
      ? undefined
      : { ...ownOptions(options === undefined ? {} : options, TREE), bare };
  return UnitTree.over(translated(() => buildCore(bytes, all)));
}
