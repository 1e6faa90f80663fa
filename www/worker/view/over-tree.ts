import { readTree, type UnitTree } from "business-units";
import { streamOf } from "../cache/bytes.ts";
import { Problem } from "../problem.ts";
import type { Showing, View } from "./view.ts";

/** A view that needs the tree. */
export interface Shape extends Pick<View, "name" | "headers" | "isDated"> {
  /** The document in pieces. What the tree cannot be shown as is thrown before the first one. */
  pieces(tree: UnitTree, showing: Showing): Iterable<string>;
}

/** Builds the tree from the listing that is kept, and frees it with the last chunk. */
export function overTree({ pieces, ...shape }: Shape): View {
  return {
    ...shape,
    async chunks({ body }, showing) {
      const { timing } = showing;
      const tree = await timing.measure("parse", () => readTree(streamOf(body)));
      try {
        return await timing.measure("view", async () => new Chunks(tree, pieces(tree, showing)));
      } catch (thrown) {
        tree.free();
        throw isTooDeep(thrown) ? tooDeep() : thrown;
      }
    },
  };
}

const encoder = new TextEncoder();

// NOTE: not a generator: one that was never begun is given up without its `finally`.
class Chunks implements IterableIterator<Uint8Array> {
  readonly #tree: UnitTree;
  readonly #pieces: Iterator<string>;

  constructor(tree: UnitTree, pieces: Iterable<string>) {
    this.#tree = tree;
    this.#pieces = pieces[Symbol.iterator]();
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Uint8Array, undefined> {
    try {
      const { done, value } = this.#pieces.next();
      if (!done) return { done: false, value: encoder.encode(value) };
    } catch (thrown) {
      this.#tree.free();
      throw thrown;
    }
    return this.return();
  }

  return(): { done: true; value: undefined } {
    this.#tree.free();
    return { done: true, value: undefined };
  }
}

function isTooDeep(thrown: unknown): boolean {
  return (Object(thrown) as { code?: string }).code === "ERR_TOO_DEEP";
}

function tooDeep(): Problem {
  const members = { limit: 500, hint: "as=flat and as=csv show a tree of any depth." };
  return new Problem("VIEW_TOO_DEEP", "The tree is more than 500 levels deep.", { members });
}
