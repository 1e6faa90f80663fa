import type { Columns } from "./columns.ts";

/** Where a row stands among its siblings, counted from 1, and how many they are. */
export interface SiblingPlace {
  readonly position: number;
  readonly setSize: number;
}

/** The places of rows among their siblings, counted for one parent at a time, when one of its rows is shown. */
export class SiblingPlaces {
  readonly #columns: Columns;
  readonly #counts: (row: number) => boolean;
  readonly #position: Uint32Array;
  readonly #setSize: Uint32Array;

  /** @param counts leaves out the rows that are not shown */
  constructor(columns: Columns, counts: (row: number) => boolean = () => true) {
    this.#columns = columns;
    this.#counts = counts;
    this.#position = new Uint32Array(columns.size.length);
    this.#setSize = new Uint32Array(columns.size.length);
  }

  of(row: number): SiblingPlace {
    if (this.#setSize[row] === 0) this.#count(this.#columns.parent[row] ?? -1);
    return { position: this.#position[row] || 1, setSize: this.#setSize[row] || 1 };
  }

  #count(parent: number): void {
    const { size } = this.#columns;
    const first = parent + 1;
    const end = parent < 0 ? size.length : parent + (size[parent] ?? 1);
    let count = 0;
    for (let row = first; row < end; row += size[row] ?? 1) {
      if (this.#counts(row)) this.#position[row] = ++count;
    }
    for (let row = first; row < end; row += size[row] ?? 1) {
      if (this.#position[row]) this.#setSize[row] = count;
    }
  }
}
