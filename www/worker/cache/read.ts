import { ageOf, beganAt, type Entry, entryOf, isFromLater } from "./entry.ts";
import { type Failure, treatmentOf } from "./failure.ts";
import type { Isolate, Memo, Outcome } from "./isolate.ts";
import type { Caller } from "./single-flight.ts";
import { drop, found, keep, type Store } from "./stores.ts";
import { isDueEarly, type Phase, phaseAt, type Windows } from "./windows.ts";

/** How an answer came about. */
export type CacheState = "HIT" | "SWR" | "SIE" | "MISS" | "BYPASS";

/** One request for a listing, and all that it may use. */
export interface Reading extends Caller {
  key: string;
  windows: Windows;
  isolate: Isolate;
  stores: readonly Store[];
  now(): number;
  random(): number;
  /** Asks the service for the document. */
  ask(call: { signal: AbortSignal; waitUntil: Caller["waitUntil"] }): Promise<readonly Uint8Array[]>;
  /** What the plain data of something thrown is. */
  failureOf(thrown: unknown): Failure;
}

/** A listing for one request; `failure` says why it is an old one. */
export interface Served {
  entry: Entry;
  state: CacheState;
  failure?: Failure;
}

/** Thrown where there is neither a new listing nor one that may stand in for it. */
export class NotServed extends Error {
  readonly failure: Failure;
  readonly state: CacheState;
  /** When the failure happened, in milliseconds since 1970. */
  readonly since: number;

  constructor(failure: Failure, state: CacheState, since: number) {
    super(failure.code);
    this.failure = failure;
    this.state = state;
    this.since = since;
  }
}

const RENEWAL_MS = 30_000;

/** Returns the listing from the cache or the provider; throws NotServed where there is none to show. */
export async function read(reading: Reading): Promise<Served> {
  if (reading.windows.downMs === 0) return bypassed(reading);
  const held = await nearest(reading);
  const phase = phaseOf(held, reading);
  if (held !== undefined && phase === "fresh") {
    if (isDue(held, reading)) renew(reading);
    return { entry: held, state: "HIT" };
  }
  if (held !== undefined && phase === "stale") {
    renew(reading);
    return { entry: held, state: "SWR" };
  }
  return fetched(reading, held);
}

function phaseOf(entry: Entry | undefined, { windows, now }: Reading): Phase {
  if (entry === undefined) return "gone";
  // The clock was set back: how old it is, nobody knows.
  return isFromLater(entry.asOf, now()) ? "stale" : phaseAt(ageOf(entry, now()), windows);
}

function isShowable(entry: Entry | undefined, reading: Reading): boolean {
  return ["fresh", "stale"].includes(phaseOf(entry, reading));
}

/** What the isolate holds, or what the stores do where that is of no use by itself. */
async function nearest(reading: Reading): Promise<Entry | undefined> {
  const { key, isolate, now } = reading;
  const held = isolate.memory.get(key);
  if (isShowable(held, reading) || isolate.memory.trusts(key, now())) return held;
  const memo = memoOf(reading);
  return memo && !treatmentOf(memo.failure).isMasked ? held : looked(reading);
}

async function looked(reading: Reading): Promise<Entry | undefined> {
  const { key, isolate, stores, windows, now } = reading;
  const entry = await isolate.looks.run(key, reading, () => {
    return found(key, { stores, windows, now, forgottenAt: forgottenAt(reading) });
  });
  // By now the listing may have been fetched, or given up, by somebody else.
  const valid = entry !== undefined && entry.asOf > forgottenAt(reading) ? entry : undefined;
  if (valid !== undefined) isolate.memory.put(key, valid, now());
  isolate.memory.confirm(key, now());
  return isolate.memory.get(key) ?? valid;
}

function forgottenAt({ key, isolate, now }: Reading): number {
  const at = isolate.forgottenAt.get(key);
  return at === undefined || isFromLater(at, now()) ? Number.NEGATIVE_INFINITY : at;
}

function isDue(held: Entry, reading: Reading): boolean {
  const { windows, now, random } = reading;
  return isDoubted(reading) || isDueEarly(ageOf(held, now()), held.tookMs, windows.freshMs, random());
}

/** Whether other isolates may have a newer one. What is too large to be held came from where they look, too. */
function isDoubted({ key, isolate, now }: Reading): boolean {
  return isolate.memory.get(key) !== undefined && !isolate.memory.trusts(key, now());
}

/** Fetches a new listing behind the answer, unless somebody does, or it has just failed. */
function renew(reading: Reading): void {
  const { key, isolate, now } = reading;
  const since = isolate.renewing.get(key) ?? Number.NEGATIVE_INFINITY;
  if (memoOf(reading) !== undefined || Math.abs(now() - since) < RENEWAL_MS) return;
  const begun = now();
  isolate.renewing.set(key, begun);
  const end = () => {
    if (isolate.renewing.get(key) === begun) isolate.renewing.delete(key);
  };
  // Its caller may leave: that ends the answer, and not what others will ask for.
  const { signal: _, ...alone } = reading;
  reading.waitUntil(renewed(alone).then(end, end));
}

async function renewed(reading: Reading): Promise<void> {
  if (isDoubted(reading)) {
    const entry = await looked(reading);
    if (entry !== undefined && phaseOf(entry, reading) === "fresh" && !isDue(entry, reading)) return;
  }
  await flown(reading);
}

function flown(reading: Reading): Promise<Outcome> {
  return reading.isolate.fetches.run(reading.key, reading, (signal) => fresh(reading, signal));
}

/** A new listing, or an old one where the failure may be masked. */
async function fetched(reading: Reading, held: Entry | undefined): Promise<Served> {
  const memo = memoOf(reading);
  const outcome: Outcome = memo ?? (await flown(reading));
  if ("entry" in outcome) return { entry: outcome.entry, state: "MISS" };
  const { failure } = outcome;
  const old = reading.isolate.memory.get(reading.key) ?? held;
  const shown = old !== undefined && old.asOf > forgottenAt(reading) && phaseOf(old, reading) !== "gone";
  if (shown && treatmentOf(failure).isMasked) return { entry: old, state: "SIE", failure };
  const state = memo === undefined ? "MISS" : "HIT";
  throw new NotServed(failure, state, memo?.since ?? reading.now());
}

function memoOf({ key, isolate, now }: Reading): Memo | undefined {
  const memo = isolate.memos.get(key);
  if (memo === undefined || (memo.since <= now() && now() < memo.until)) return memo;
  isolate.memos.delete(key);
  return undefined;
}

async function fresh(reading: Reading, signal: AbortSignal): Promise<Outcome> {
  try {
    const entry = await asked(reading, signal);
    return { entry: kept(entry, reading) };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const failure = reading.failureOf(thrown);
    remember(reading, failure);
    return { failure };
  }
}

/** Keeps a listing, unless a call that began later knows better. */
function kept(entry: Entry, reading: Reading): Entry {
  const { key, isolate, stores, windows, now } = reading;
  const began = beganAt(entry);
  if (began < forgottenAt(reading)) return entry;
  const held = isolate.memory.get(key);
  if (held !== undefined && !isFromLater(held.asOf, now()) && beganAt(held) > began) return held;
  isolate.memos.delete(key);
  isolate.memory.put(key, entry, now());
  reading.waitUntil(keep(key, entry, stores, windows));
  return entry;
}

async function asked(reading: Reading, signal: AbortSignal): Promise<Entry> {
  const begun = reading.now();
  const body = await reading.ask({ signal, waitUntil: (work) => reading.waitUntil(work) });
  const done = reading.now();
  return entryOf(body, done, done - begun);
}

function remember(reading: Reading, failure: Failure): void {
  const { key, isolate, stores, now, random } = reading;
  const { forgets, memoMs } = treatmentOf(failure);
  const until = now() + memoMs(failure, now(), random());
  if (until > now()) isolate.memos.set(key, { failure, since: now(), until });
  if (!forgets) return;
  isolate.forgottenAt.set(key, now());
  isolate.memory.delete(key);
  reading.waitUntil(drop(key, stores));
}

async function bypassed(reading: Reading): Promise<Served> {
  const signal = reading.signal ?? new AbortController().signal;
  try {
    return { entry: await asked(reading, signal), state: "BYPASS" };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw new NotServed(reading.failureOf(thrown), "BYPASS", reading.now());
  }
}
