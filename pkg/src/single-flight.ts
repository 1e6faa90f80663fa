import { untilAborted } from "./until-aborted.js";

/** How long a joiner waits for a leader's work, in milliseconds. */
export const JOIN_MS = 8_500;

/** The result of a join that took too long. */
export const LATE: unique symbol = Symbol("late");

/** Calls `done` after `ms`, unless the returned function is called first. */
export type Timer = (done: () => void, ms: number) => () => void;

const realTimer: Timer = (done, ms) => {
  const timer = setTimeout(done, ms);
  return () => clearTimeout(timer);
};

/**
 * Work that one caller leads and others join. In workerd a promise of a request that has ended never settles: each joiner
 * therefore has a timer of its own, and leads new work when that runs out.
 */
export class Flight<Result> {
  readonly result: Promise<Result>;
  readonly #stop: AbortController;
  readonly #timer: Timer;
  #joiners = 0;

  constructor(result: Promise<Result>, stop: AbortController, timer: Timer = realTimer) {
    this.result = result;
    this.#stop = stop;
    this.#timer = timer;
  }

  /** Waits as the leader. If its signal aborts while nothing has joined, calls `giveUp` and aborts the work. */
  async lead(signal: AbortSignal | undefined, giveUp: () => void): Promise<Result> {
    try {
      return await untilAborted(this.result, signal);
    } catch (thrown) {
      if (signal?.aborted && this.#joiners === 0) {
        giveUp();
        this.#stop.abort();
      }
      throw thrown;
    }
  }

  /** Waits as a joiner; returns {@link LATE} after {@link JOIN_MS}. */
  async join(signal: AbortSignal | undefined): Promise<Result | typeof LATE> {
    let cancel: () => void = () => undefined;
    const late = new Promise<typeof LATE>((resolve) => {
      cancel = this.#timer(() => resolve(LATE), JOIN_MS);
    });
    this.#joiners++;
    try {
      return await untilAborted(Promise.race([this.result, late]), signal);
    } finally {
      this.#joiners--;
      cancel();
    }
  }
}
