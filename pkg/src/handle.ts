import type { UnitTree as CoreTree } from "../wasm/business_units.js";
import { BusinessUnitsError, translated } from "./errors.js";

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
    const core = this.#core;
    if (core === undefined) throw new BusinessUnitsError("ERR_STATE", "The tree was freed.");
    return translated(() => question(core));
  }

  free(): void {
    this.#core?.free();
    this.#core = undefined;
  }
}
