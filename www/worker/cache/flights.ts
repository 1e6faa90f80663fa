import { untilAborted } from "../until-aborted.ts";

/** What a request brings to shared work: how to outlive its answer, and the signal that its caller has left. */
export interface Caller {
  waitUntil(work: Promise<unknown>): void;
  signal?: AbortSignal;
}

interface Flight<Result> {
  /** What it brings, or one before it that was given up as late and landed all the same. */
  result: Promise<Result>;
  joined: number;
  stop: AbortController;
}

/** Calls `done` after a while, unless what it returns is called first. */
export type Timer = (done: () => void, ms: number) => () => void;

/** How long somebody else's work is waited for. */
export const JOIN_MS = 8_500;

const LATE = Symbol("late");

const realTimer: Timer = (done, ms) => {
  const timer = setTimeout(done, ms);
  return () => clearTimeout(timer);
};

/**
 * Work that many want and one does. In workerd the promise of a request that has ended never settles, so who leads gives
 * the work to `waitUntil`, and who joins waits by a timer of their own, after which the next one leads. Whichever lands
 * first is for all who wait.
 *
 * ```text
 *   first   ├──────── late after 8.5 s ───────── lands ┤
 *   second                            ├────────────────┼── is not waited for any more
 *   who waits  ├───────────────────────────────────────┤
 * ```
 */
export class Flights<Result> {
  readonly #flights = new Map<string, Flight<Result>>();
  readonly #timer: Timer;

  constructor(timer: Timer = realTimer) {
    this.#timer = timer;
  }

  /** The result of the work under this key, which begins unless somebody has begun it. */
  async fly(key: string, caller: Caller, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    let late: Flight<Result> | undefined;
    for (;;) {
      caller.signal?.throwIfAborted();
      const flight = this.#flights.get(key);
      if (flight === undefined) return this.#lead(key, this.#begin(key, caller, work, late), caller.signal);
      const result = await this.#join(flight, caller.signal);
      if (result !== LATE) return result;
      this.#end(key, flight);
      late = flight;
    }
  }

  #begin(
    key: string,
    caller: Caller,
    work: (signal: AbortSignal) => Promise<Result>,
    late: Flight<Result> | undefined,
  ): Flight<Result> {
    const stop = new AbortController();
    const own = work(stop.signal);
    const flight = { result: late ? firstOf(own, late.result) : own, joined: 0, stop };
    this.#flights.set(key, flight);
    const end = () => this.#end(key, flight);
    caller.waitUntil(own.then(end, end));
    return flight;
  }

  // A flight that was given up as late may end all the same: it must not take the next one along.
  #end(key: string, flight: Flight<Result>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  /** Who leaves while nobody else waits takes the work along. */
  async #lead(key: string, flight: Flight<Result>, signal: AbortSignal | undefined): Promise<Result> {
    try {
      return await untilAborted(flight.result, signal);
    } catch (thrown) {
      if (signal?.aborted && flight.joined === 0) {
        this.#end(key, flight);
        flight.stop.abort();
      }
      throw thrown;
    }
  }

  async #join(flight: Flight<Result>, signal: AbortSignal | undefined): Promise<Result | typeof LATE> {
    let cancel = () => {};
    const late = new Promise<typeof LATE>((resolve) => {
      cancel = this.#timer(() => resolve(LATE), JOIN_MS);
    });
    flight.joined++;
    try {
      return await untilAborted(Promise.race([flight.result, late]), signal);
    } finally {
      flight.joined--;
      cancel();
    }
  }
}

/** What comes first; that an earlier work fails means nothing. */
function firstOf<Result>(own: Promise<Result>, earlier: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    own.then(resolve, reject);
    earlier.then(resolve, () => {});
  });
}
