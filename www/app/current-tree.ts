import type { UnitTree } from "business-units";

/** Whatever holds a tree of its own. */
interface Holding {
  readonly tree: UnitTree;
}

/** Holds at most one tree: opening another aborts the load before it and frees the tree before it. */
export class CurrentTree {
  #load = new AbortController();
  #tree: UnitTree | undefined;

  /** Loads what `read` gives. Undefined means that another one was opened meanwhile, or that it was stopped. */
  async open<Read extends Holding>(read: (signal: AbortSignal) => Promise<Read>): Promise<Read | undefined> {
    this.close();
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

  /** Aborts the load under way and frees the tree. */
  close(): void {
    this.stop();
    this.#tree?.free();
    this.#tree = undefined;
  }

  // A tree may be finished in the very moment in which it was overtaken.
  #keep<Read extends Holding>(read: Read, signal: AbortSignal): Read | undefined {
    if (signal.aborted) {
      read.tree.free();
      return undefined;
    }
    this.#tree = read.tree;
    return read;
  }
}
