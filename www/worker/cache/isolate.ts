import { Recent } from "../recent.ts";
import type { Entry } from "./entry.ts";
import type { Failure } from "./failure.ts";
import { Memory } from "./memory.ts";
import { SingleFlight, type Timer } from "./single-flight.ts";

/** What came of asking the service. */
export type Outcome = { entry: Entry } | { failure: Failure };

/** A failure, and until when it is remembered. */
export interface Memo {
  failure: Failure;
  since: number;
  until: number;
}

const KEYS = 1_000;

/** All that an isolate remembers of listings. */
export class Isolate {
  readonly memory: Memory = new Memory();
  readonly memos: Recent<Memo> = new Recent(KEYS);
  readonly looks: SingleFlight<Entry | undefined>;
  readonly fetches: SingleFlight<Outcome>;
  /** Since when a listing is fetched behind an answer. A time and no promise, because nobody waits for it. */
  readonly renewing: Recent<number> = new Recent(KEYS);
  /** When a listing was given up: a store may give back for a while what it was told to delete. */
  readonly forgottenAt: Recent<number> = new Recent(KEYS);
  readonly wroteAt: Recent<number> = new Recent(KEYS);

  constructor(timer?: Timer) {
    this.looks = new SingleFlight(timer);
    this.fetches = new SingleFlight(timer);
  }
}

/** The one isolate that this is. */
export const isolate = new Isolate();
