import { inputBytes } from "./input.js";
import type { Module } from "./module.js";
import { ownOptions, TREE } from "./options.js";
import type { UnitInput } from "./record.js";
import type { TreeOptions } from "./types.js";
import { UnitTree } from "./unit-tree.js";

/** A whole listing: its bytes, its text, or its units. */
export type BuildInput = Uint8Array | ArrayBuffer | string | readonly UnitInput[];

/** @internal Implements `buildTree` for the entry that owns this module. */
export function build(module: Module, input: BuildInput, options: TreeOptions | undefined): UnitTree {
  module.assertLoaded();
  const { bytes, bare } = inputBytes(input);
  // The module looks up every option of an object, present or not: pass none when there are none.
  const all =
    options === undefined && !bare
      ? undefined
      : { ...ownOptions(options === undefined ? {} : options, TREE), bare };
  return UnitTree.over(
    module,
    module.translated(() => module.glue.buildTree(bytes, all)),
  );
}
