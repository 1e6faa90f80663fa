import type { UnitTree } from "business-units";

const BATCH = 256;

/** The names of a tree's units, asked for in batches and kept, because each question crosses into wasm. */
export class Names {
  readonly #tree: UnitTree;
  readonly #known = new Map<number, string>();

  constructor(tree: UnitTree) {
    this.#tree = tree;
  }

  /** The name of the unit at `row`, or "" where the service sent none. */
  of(row: number): string {
    const known = this.#known.get(row);
    if (known !== undefined) return known;
    const { from, records } = this.#tree.rows(row, Math.min(row + BATCH, this.#tree.size));
    records.forEach(({ name }, step) => {
      this.#known.set(from + step, name ?? "");
    });
    return this.#known.get(row) ?? "";
  }
}
