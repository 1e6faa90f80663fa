import { Flight, LATE, type Timer } from "../../../pkg/src/single-flight.ts";

export type { Timer };

/** What a request brings to shared work: a way to outlive its answer, and the signal that its caller has left. */
export interface Caller {
  waitUntil(work: Promise<unknown>): void;
  signal?: AbortSignal;
}

/**
 * One piece of work for many callers: the leader does it, the joiners wait. In workerd the promise of a request that has
 * ended never settles. The leader therefore gives the work to `waitUntil`, and a joiner that has waited too long leads
 * anew. All who wait take whichever result comes first.
 *
 * ```text
 *   leader   ├──────── late after 8.5 s ───────── settles ┤
 *   second leader                     ├───────────────────┼── not awaited any more
 *   joiners     ├─────────────────────────────────────────┤
 * ```
 */
export class SingleFlight<Result> {
  readonly #flights = new Map<string, Flight<Result>>();
  readonly #timer: Timer | undefined;

  constructor(timer?: Timer) {
    this.#timer = timer;
  }

  /** Returns the result of the work under this key; begins the work unless another caller has begun it. */
  async run(key: string, caller: Caller, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    let late: Flight<Result> | undefined;
    for (;;) {
      caller.signal?.throwIfAborted();
      const flight = this.#flights.get(key);
      if (flight === undefined) {
        const begun = this.#begin(key, caller, work, late);
        return begun.lead(caller.signal, () => this.#end(key, begun));
      }
      const result = await flight.join(caller.signal);
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
    const flight = new Flight(late ? firstOf(own, late.result) : own, stop, this.#timer);
    this.#flights.set(key, flight);
    const end = () => this.#end(key, flight);
    caller.waitUntil(own.then(end, end));
    return flight;
  }

  // A late flight may settle after all: it must not remove the one that took its place.
  #end(key: string, flight: Flight<Result>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

/** Settles as the first of both does; a failure of the earlier work counts for nothing. */
function firstOf<Result>(own: Promise<Result>, earlier: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    own.then(resolve, reject);
    earlier.then(resolve, () => {});
  });
}
