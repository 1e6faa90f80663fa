import type { UnitTree as CoreTree } from "../wasm/business_units.js";
import { BusinessUnitsError, translateOut } from "./errors.js";

/**
 * The one hold on a tree in the module's memory, shared by a `UnitTree` and its units. When all of them are forgotten,
 * the FinalizationRegistry of the generated class frees that memory.
 */
export class TreeHandle {
  #core: CoreTree | undefined;

  constructor(core: CoreTree) {
    this.#core = core;
  }

  ask<T>(question: (core: CoreTree) => T): T {
    const core = this.#alive();
    try {
      return question(core);
    } catch (thrown) {
      throw translateOut(thrown);
    }
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
