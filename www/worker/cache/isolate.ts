import { Recent } from "../recent.ts";
import type { Entry } from "./entry.ts";
import type { Failure } from "./failure.ts";
import { Memory } from "./memory.ts";
import { SingleFlight, type Timer } from "./single-flight.ts";

/** The outcome of a call to the provider. */
export type Outcome = { entry: Entry } | { failure: Failure };

/** A failure that is remembered for a while. */
export interface Memo {
  failure: Failure;
  since: number;
  until: number;
}

const KEYS = 1_000;

/** The state that an isolate has of listings. */
export class Isolate {
  readonly memory: Memory = new Memory();
  readonly memos: Recent<Memo> = new Recent(KEYS);
  readonly looks: SingleFlight<Entry | undefined>;
  readonly fetches: SingleFlight<Outcome>;
  /** When the fetch behind an answer began. A time and not a promise, because no caller waits for it. */
  readonly renewing: Recent<number> = new Recent(KEYS);
  /** When a listing was deleted: a store may return a deleted entry for a while. */
  readonly deletedAt: Recent<number> = new Recent(KEYS);
  readonly wroteAt: Recent<number> = new Recent(KEYS);

  constructor(timer?: Timer) {
    this.looks = new SingleFlight(timer);
    this.fetches = new SingleFlight(timer);
  }
}

/** The state of this isolate. */
export const isolate = new Isolate();
