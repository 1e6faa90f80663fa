import { readTree, type UnitTree } from "business-units";
import { streamOf } from "../bytes.ts";
import { Problem } from "../problem.ts";
import type { Showing, View } from "./view.ts";

/** A view that needs the tree. */
export interface Shape extends Pick<View, "name" | "headers" | "isDated"> {
  /** The document in pieces. What the tree cannot be shown as is thrown before the first one. */
  pieces(tree: UnitTree, showing: Showing): Iterable<string>;
}

/** A tree is kept so long for a reader who takes nothing: what a caller may ask for bounds how many are alive. */
export const STALL_MS = 30_000;

/**
 * Builds the tree from the listing that is kept, and frees it with the last chunk, when its reader leaves, or when the
 * reader takes nothing for {@link STALL_MS}.
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
// So little is taken within STALL_MS by the slowest reader that is one.
const MOST_BYTES = 16 * 1024;
const NONE = new Uint8Array();

// NOTE: not a generator: one that was never begun is given up without its `finally`.
class Chunks implements IterableIterator<Uint8Array> {
  readonly #tree: UnitTree;
  readonly #pieces: Iterator<string>;
  readonly #signal: AbortSignal | undefined;
  #calm = (): void => undefined;
  #ended: string | undefined;
  /** What is left of the last piece. */
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
    this.#calm();
    const timer = setTimeout(() => this.#end("The reader took nothing for too long."), STALL_MS);
    // Node would not end before it.
    (timer as { unref?(): void }).unref?.();
    this.#calm = () => clearTimeout(timer);
  }

  #end(why: string): void {
    this.#ended ??= why;
    this.#calm();
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
