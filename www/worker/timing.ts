/** The parts of an answer: looking for what is kept, asking the service, building the tree, showing it. */
export type Part = "cache" | "upstream" | "parse" | "view";

/** How long the parts of one answer took. On Cloudflare clocks stand still while no I/O is waited for. */
export class Timing {
  readonly #begun = performance.now();
  readonly #parts = new Map<Part, number>();

  /** Counts what work takes, less what is counted meanwhile: no time counts twice. */
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

  /** The value of `Server-Timing`. */
  get header(): string {
    const parts = [...this.#parts, ["total", performance.now() - this.#begun] as const];
    return parts.map(([part, ms]) => `${part};dur=${ms.toFixed(1)}`).join(", ");
  }

  get #counted(): number {
    return [...this.#parts.values()].reduce((sum, ms) => sum + ms, 0);
  }
}
