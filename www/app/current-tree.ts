import type { UnitTree } from "business-units/tree";

/** Whatever holds a tree of its own. */
interface Holding {
  readonly tree: UnitTree;
}

/** Holds the tree that is shown, and those before it for as long as something still reads them. */
export class CurrentTree {
  #load = new AbortController();
  readonly #trees = new Set<UnitTree>();

  /**
   * Loads what `read` gives, and aborts a load under way. Undefined means that another one was opened meanwhile, or that
   * it was stopped. The tree before it stays until it is freed.
   */
  async open<Read extends Holding>(read: (signal: AbortSignal) => Promise<Read>): Promise<Read | undefined> {
    this.stop();
    const { signal } = this.#load;
    try {
      return this.#keep(await read(signal), signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  /** Aborts the load under way; the tree stays. */
  stop(): void {
    this.#load.abort();
    this.#load = new AbortController();
  }

  /** Frees one that was there before the tree that came last. */
  free(tree: UnitTree): void {
    if (this.#trees.delete(tree)) tree.free();
  }

  /** Aborts the load under way and frees every tree. */
  close(): void {
    this.stop();
    for (const tree of this.#trees) this.free(tree);
  }

  // A tree may be finished in the very moment in which it was overtaken.
  #keep<Read extends Holding>(read: Read, signal: AbortSignal): Read | undefined {
    if (signal.aborted) {
      read.tree.free();
      return undefined;
    }
    this.#trees.add(read.tree);
    return read;
  }
}
