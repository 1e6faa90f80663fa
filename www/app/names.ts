import type { UnitTree } from "business-units/tree";

// A request for the row after a known one is most often followed by requests for the next rows.
const BATCH_ON_THE_WAY = 256;
const BATCH_ELSEWHERE = 4;
const MOST_BEGINNINGS = 2_000;

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
    const batch = this.#known.has(row - 1) ? BATCH_ON_THE_WAY : BATCH_ELSEWHERE;
    const { from, records } = this.#tree.rows(row, row + batch);
    records.forEach(({ name }, step) => {
      this.#known.set(from + step, name ?? "");
    });
    return this.#known.get(row) ?? "";
  }

  /**
   * The rows, ascending, whose names may begin with `text`: the search puts beginnings first, and knows no letter case
   * and no accents. Undefined where they are too many to list, so that one is near wherever one looks.
   */
  beginnings(text: string): number[] | undefined {
    const hits = this.#tree.search(text, { limit: MOST_BEGINNINGS });
    const inside = hits.findIndex(({ ranges }) => ranges[0]?.[0] !== 0);
    if (inside < 0 && hits.length === MOST_BEGINNINGS) return undefined;
    const beginning = inside < 0 ? hits : hits.slice(0, inside);
    return beginning.map(({ row }) => row).sort((a, b) => a - b);
  }
}
