import type { Progress, UnitTree } from "business-units";
import type { Account } from "./server/account.ts";
import type { Api } from "./server/api.ts";

/** Holds at most one tree: opening another aborts the load before it and frees the tree before it. */
export class CurrentTree {
  #load = new AbortController();
  #tree: UnitTree | undefined;

  /** Loads the account's tree. Undefined means that another one was opened meanwhile. */
  async open(
    api: Pick<Api, "tree">,
    account: Account,
    onProgress: (progress: Progress) => void,
  ): Promise<UnitTree | undefined> {
    this.close();
    const { signal } = this.#load;
    try {
      return this.#keep(await api.tree(account, signal, onProgress), signal);
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
  #keep(tree: UnitTree, signal: AbortSignal): UnitTree | undefined {
    if (signal.aborted) {
      tree.free();
      return undefined;
    }
    this.#tree = tree;
    return tree;
  }
}
