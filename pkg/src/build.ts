import { inputBytes } from "./input.js";
import type { Module } from "./module.js";
import { ownOptions, TREE } from "./options.js";
import type { UnitInput } from "./record.js";
import type { TreeOptions } from "./types.js";
import { UnitTree } from "./unit-tree.js";

/** A whole listing: its bytes, its text, or its units. */
export type BuildInput = Uint8Array | ArrayBuffer | string | readonly UnitInput[];

/** `buildTree` of the entry that has this module. */
export function build(module: Module, input: BuildInput, options: TreeOptions | undefined): UnitTree {
  module.assertLoaded();
  const { bytes, bare } = inputBytes(input);
  // An option that is not there costs the module a look-up: without any, it is given no object to look into.
  const all =
    options === undefined && !bare
      ? undefined
      : { ...ownOptions(options === undefined ? {} : options, TREE), bare };
  return UnitTree.over(
    module,
    module.translated(() => module.glue.buildTree(bytes, all)),
  );
}
