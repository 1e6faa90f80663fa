import { readTree, type UnitTree } from "business-units";
import { streamOf } from "../bytes.ts";
import { Problem } from "../problem.ts";
import type { Showing, View } from "./view.ts";

/** A view that is made from the tree. */
export interface Shape extends Pick<View, "name" | "headers" | "isDated"> {
  /** Yields the document in pieces. Throws before the first one where the tree has no such form. */
  pieces(tree: UnitTree, showing: Showing): Iterable<string>;
}

/** The time in milliseconds after which a stalled reader loses its tree. The limit of requests bounds how many trees live. */
export const STALL_MS = 30_000;

/**
 * Makes a view that builds the tree from the cached listing. It frees the tree with the last chunk, when the reader
 * leaves, or when the reader takes nothing for {@link STALL_MS}.
 */
export function overTree({ pieces, ...shape }: Shape): View {
  return {
    ...shape,
    async chunks(body, showing) {
      const { timing, signal } = showing;
      const tree = await timing.measure("parse", () => readTree(streamOf(body), signal ? { signal } : {}));
      try {
        return await timing.measure("view", async () => new Chunks(tree, pieces(tree, showing), signal));
      } catch (thrown) {
        tree.free();
        throw isTooDeep(thrown) ? tooDeep() : thrown;
      }
    },
  };
}

const encoder = new TextEncoder();
// Even a slow reader takes a chunk of this size within STALL_MS.
const MOST_BYTES = 16 * 1024;
const NONE = new Uint8Array();

// NOTE: not a generator: `return` on one that was never begun skips its `finally`.
class Chunks implements IterableIterator<Uint8Array> {
  readonly #tree: UnitTree;
  readonly #pieces: Iterator<string>;
  readonly #signal: AbortSignal | undefined;
  #cancelTimer = (): void => undefined;
  #ended: string | undefined;
  /** The rest of the last piece. */
  #rest: Uint8Array = NONE;

  constructor(tree: UnitTree, pieces: Iterable<string>, signal: AbortSignal | undefined) {
    this.#tree = tree;
    this.#pieces = pieces[Symbol.iterator]();
    this.#signal = signal;
    // Not every runtime cancels a body when its reader leaves.
    signal?.addEventListener("abort", this.#left);
    this.#wait();
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Uint8Array, undefined> {
    if (this.#ended !== undefined) throw new Error(this.#ended);
    try {
      while (this.#rest.length === 0) {
        const { done, value } = this.#pieces.next();
        if (done) return this.return();
        this.#rest = encoder.encode(value);
      }
      this.#wait();
      const value = this.#rest.subarray(0, MOST_BYTES);
      this.#rest = this.#rest.subarray(MOST_BYTES);
      return { done: false, value };
    } catch (thrown) {
      this.#end("The view could not be made whole.");
      throw thrown;
    }
  }

  return(): { done: true; value: undefined } {
    this.#end("The view has ended.");
    return { done: true, value: undefined };
  }

  readonly #left = (): void => this.#end("The reader has left.");

  #wait(): void {
    this.#cancelTimer();
    const timer = setTimeout(() => this.#end("The reader took nothing for too long."), STALL_MS);
    // Node would not end before it.
    (timer as { unref?(): void }).unref?.();
    this.#cancelTimer = () => clearTimeout(timer);
  }

  #end(why: string): void {
    this.#ended ??= why;
    this.#cancelTimer();
    this.#signal?.removeEventListener("abort", this.#left);
    this.#tree.free();
  }
}

function isTooDeep(thrown: unknown): boolean {
  return (Object(thrown) as { code?: string }).code === "ERR_TOO_DEEP";
}

function tooDeep(): Problem {
  const members = { limit: 500, hint: "as=flat and as=csv show a tree of any depth." };
  return new Problem("VIEW_TOO_DEEP", "The tree is more than 500 levels deep.", { members });
}
