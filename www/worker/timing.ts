/** The parts of an answer: cache look-up, call to the provider, building the tree, writing the view. */
export type Part = "cache" | "upstream" | "parse" | "view";

/** The durations of the parts of one answer. On Cloudflare the clock advances only while I/O is awaited. */
export class Timing {
  readonly #begun = performance.now();
  readonly #parts = new Map<Part, number>();

  /** Measures work, without the parts that are measured inside it: no time counts twice. */
  async measure<T>(part: Part, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const counted = this.#counted;
    try {
      return await work();
    } finally {
      const ms = performance.now() - begun - (this.#counted - counted);
      this.#parts.set(part, (this.#parts.get(part) ?? 0) + Math.max(0, ms));
    }
  }

  /** Returns the value of `Server-Timing`. */
  get header(): string {
    const parts = [...this.#parts, ["total", performance.now() - this.#begun] as const];
    return parts.map(([part, ms]) => `${part};dur=${ms.toFixed(1)}`).join(", ");
  }

  get #counted(): number {
    return [...this.#parts.values()].reduce((sum, ms) => sum + ms, 0);
  }
}
