import { BusinessUnitsError, type ErrorCode, type ErrorDetails } from "business-units";
import { bytesOf, joined } from "../bytes.ts";
import { failureOf } from "../failure-problem.ts";
import { problemOf } from "../problem-answer.ts";
import { Isolate } from "./isolate.ts";
import { NotServed, type Reading, read, type Served } from "./read.ts";
import type { Store } from "./stores.ts";
import { WINDOWS } from "./windows.ts";

/** A time that a test holds. */
export class Clock {
  now = 1_700_000_000_000;
  readonly #timers: { at: number; done: () => void }[] = [];

  readonly timer = (done: () => void, ms: number): (() => void) => {
    const timer = { at: this.now + ms, done };
    this.#timers.push(timer);
    return () => void this.#timers.splice(this.#timers.indexOf(timer), 1);
  };

  /** Goes on, and calls what is due; then lets everything settle. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    for (const timer of [...this.#timers]) if (timer.at <= this.now) timer.done();
    await settled();
  }
}

const FEW = 20;

/** Lets all happen that is ready, and all that keeps a cache busy. */
export async function settled(isBusy = () => false): Promise<void> {
  for (let turns = 0; turns < FEW || isBusy(); turns++) await new Promise(setImmediate);
}

/** A store in memory that can be told to fail, and that tells what it was asked. */
export class TestStore implements Store {
  mostBytes = 1_000_000;
  readonly kept = new Map<string, Uint8Array>();
  readonly asked: string[] = [];
  fault: "get" | "put" | "delete" | "all" | undefined;

  async get(key: string): Promise<Uint8Array | undefined> {
    this.#note("get");
    return this.kept.get(key);
  }

  async put(key: string, chunks: readonly Uint8Array[]): Promise<void> {
    this.#note("put");
    this.kept.set(key, joined(chunks));
  }

  async delete(key: string): Promise<void> {
    this.#note("delete");
    this.kept.delete(key);
  }

  #note(what: "get" | "put" | "delete"): void {
    this.asked.push(what);
    if (this.fault === what || this.fault === "all") throw new Error("the store is broken");
  }
}

/** A cache on a clock of its own, in front of a service that a test holds. */
export class Lab {
  readonly clock = new Clock();
  isolate = new Isolate(this.clock.timer);
  readonly store = new TestStore();
  windows = WINDOWS;
  random = 0;
  /** How often the service was asked. */
  calls = 0;
  /** What the service sends, or throws. */
  answer: () => string | Promise<string> = () => `{"nth":${this.calls}}`;
  readonly duties: Promise<unknown>[] = [];
  #pending = 0;
  #asking = 0;

  /** Waits until nothing is left to do but to wait for the service. */
  settled(): Promise<void> {
    return settled(() => this.#pending > 0 && this.#asking === 0);
  }

  reading(also: Partial<Reading> = {}): Reading {
    const reading: Reading = {
      key: "k",
      windows: this.windows,
      isolate: this.isolate,
      stores: [this.store],
      now: () => this.clock.now,
      random: () => this.random,
      waitUntil: (work) => this.#outlive(work),
      ask: async () => [bytesOf(await this.answer())],
      failureOf: (thrown) => failureOf(problemOf(thrown, {}), this.clock.now),
      ...also,
    };
    return { ...reading, ask: (call) => this.#asked(() => reading.ask(call)) };
  }

  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    this.calls++;
    this.#asking++;
    try {
      return await ask();
    } finally {
      this.#asking--;
    }
  }

  read(also: Partial<Reading> = {}): Promise<Served> {
    return read(this.reading(also));
  }

  /** What a caller is told: how it came about and what it is, or the code of a refusal. */
  async told(also: Partial<Reading> = {}): Promise<string> {
    try {
      const { state, entry } = await this.read(also);
      return `${state} ${new TextDecoder().decode(joined(entry.body))}`;
    } catch (thrown) {
      return thrown instanceof NotServed ? thrown.failure.code : String(thrown);
    } finally {
      await this.settled();
    }
  }

  #outlive(work: Promise<unknown>): void {
    const done = () => void this.#pending--;
    this.#pending++;
    this.duties.push(work.then(done, done));
  }

  /** Another isolate, in front of the same stores. */
  restart(): void {
    this.isolate = new Isolate(this.clock.timer);
  }
}

/** Makes a service throw. */
export function failing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

/** What a call to a service throws. */
export function error(code: ErrorCode, details: ErrorDetails = {}): BusinessUnitsError {
  return new BusinessUnitsError(code, code, details);
}

/** A service that nobody reaches. */
export const down = failing(error("ERR_NETWORK"));

/** A second. */
export const S = 1_000;

/** A cache that has a listing, the first one, as old as is said. */
export async function aged(ms: number): Promise<Lab> {
  const lab = new Lab();
  await lab.told();
  await lab.clock.pass(ms);
  return lab;
}
