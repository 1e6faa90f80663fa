import { readTree, type UnitTree } from "business-units";
import { streamOf } from "../cache/bytes.ts";
import { Problem } from "../problem.ts";
import { takePlace } from "./places.ts";
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
      const leave = takePlace();
      let end = leave;
      try {
        const tree = await timing.measure("parse", () => readTree(streamOf(body)));
        end = () => {
          tree.free();
          leave();
        };
        return await timing.measure("view", async () => new Chunks(pieces(tree, showing), end));
      } catch (thrown) {
        end();
        throw isTooDeep(thrown) ? tooDeep() : thrown;
      }
    },
  };
}

const encoder = new TextEncoder();

// NOTE: not a generator: one that was never begun is given up without its `finally`.
class Chunks implements IterableIterator<Uint8Array> {
  readonly #pieces: Iterator<string>;
  readonly #end: () => void;

  constructor(pieces: Iterable<string>, end: () => void) {
    this.#pieces = pieces[Symbol.iterator]();
    this.#end = end;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Uint8Array, undefined> {
    try {
      const { done, value } = this.#pieces.next();
      if (!done) return { done: false, value: encoder.encode(value) };
    } catch (thrown) {
      this.#end();
      throw thrown;
    }
    return this.return();
  }

  return(): { done: true; value: undefined } {
    this.#end();
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
