const FIRST = 6;
const STEP = 64;
// A user who types or holds a key down changes the rows again within this time.
const PAUSE_MS = 250;

/**
 * How many rows are mounted beyond the view, where all of them may be: few when the rows have just changed, so that they
 * are painted at once, and then more and more while the browser has nothing else to do.
 */
export class GrowingMargin {
  margin = FIRST;
  #due: ReturnType<typeof setTimeout> | undefined;
  readonly #grown: () => void;

  constructor(grown: () => void) {
    this.#grown = grown;
  }

  begin(): void {
    this.stop();
    this.margin = FIRST;
  }

  growTo(most: number): void {
    if (this.margin >= most || this.#due !== undefined) return;
    this.#due = setTimeout(() => whenIdle(() => this.#grow()), this.margin === FIRST ? PAUSE_MS : 0);
  }

  stop(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
  }

  #grow(): void {
    if (this.#due === undefined) return;
    this.#due = undefined;
    this.margin += STEP;
    this.#grown();
  }
}

// Safari has no idle callbacks.
const whenIdle = (act: () => void): unknown => (globalThis.requestIdleCallback ?? setTimeout)(act);
