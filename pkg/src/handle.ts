import { BusinessUnitsError, optionError } from "./errors.js";
import type { CoreTree } from "./glue.js";
import type { Module } from "./module.js";

/**
 * The reference to a tree in the module's memory, shared by a `UnitTree` and its units. When all of them are collected,
 * the FinalizationRegistry of the generated class frees that memory.
 */
export class TreeHandle {
  readonly #module: Module;
  #core: CoreTree | undefined;

  constructor(module: Module, core: CoreTree) {
    this.#module = module;
    this.#core = core;
  }

  ask<T>(question: (core: CoreTree) => T): T {
    const core = this.#alive();
    try {
      return question(core);
    } catch (thrown) {
      throw this.#module.translate(thrown);
    }
  }

  /** Returns the tree for a function of that module. Throws `ERR_OPTION` for another module, whose memory is separate. */
  coreIn(module: Module): CoreTree {
    const core = this.#alive();
    if (module === this.#module) return core;
    const [ours, theirs] = [module.glue.entry, this.#module.glue.entry];
    throw optionError(`This is a tree of ${theirs}, and ${ours} cannot reach its memory.`, {
      hint: `Give tree.toArray() to the buildTree() of ${ours}, or the same bytes.`,
    });
  }

  assertAlive(): void {
    this.#alive();
  }

  free(): void {
    this.#core?.free();
    this.#core = undefined;
  }

  #alive(): CoreTree {
    if (this.#core !== undefined) return this.#core;
    throw new BusinessUnitsError("ERR_STATE", "The tree was freed.");
  }
}
