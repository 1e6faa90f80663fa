import type { UnitTree } from "business-units";

/** Whatever holds a tree of its own. */
interface Holding {
  readonly tree: UnitTree;
}

/** Holds the tree that is shown, and one before it for as long as that is still on the screen. */
export class CurrentTree {
  #load = new AbortController();
  #trees: UnitTree[] = [];

  /**
   * Loads what `read` gives, and aborts a load under way. Undefined means that another one was opened meanwhile, or that
   * it was stopped. The tree before it stays until {@link freeEarlier}.
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

  /** Frees what was there before the tree that came last. */
  freeEarlier(): void {
    this.#free(this.#trees.length - 1);
  }

  /** Aborts the load under way and frees the tree. */
  close(): void {
    this.stop();
    this.#free(this.#trees.length);
  }

  #free(count: number): void {
    for (const tree of this.#trees.splice(0, count)) tree.free();
  }

  // A tree may be finished in the very moment in which it was overtaken.
  #keep<Read extends Holding>(read: Read, signal: AbortSignal): Read | undefined {
    if (signal.aborted) {
      read.tree.free();
      return undefined;
    }
    this.#trees.push(read.tree);
    return read;
  }
}
