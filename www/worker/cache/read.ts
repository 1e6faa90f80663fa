import { ageOf, beganAt, type Entry, entryOf, isFromLater } from "./entry.ts";
import { type Failure, treatmentOf } from "./failure.ts";
import type { Isolate, Memo, Outcome } from "./isolate.ts";
import type { Caller } from "./single-flight.ts";
import { dropEntry, findEntry, type Store, storeEntry } from "./stores.ts";
import { isDueEarly, type Phase, phaseAt, type Windows } from "./windows.ts";

/** How an answer was made, as `X-Cache` says. */
export type CacheState = "HIT" | "SWR" | "SIE" | "MISS" | "BYPASS";

/** One request for a listing, with the isolate, the stores and the clock that it uses. */
export interface Reading extends Caller {
  key: string;
  windows: Windows;
  isolate: Isolate;
  stores: readonly Store[];
  now(): number;
  random(): number;
  /** Fetches the document from the provider. */
  ask(call: { signal: AbortSignal; waitUntil: Caller["waitUntil"] }): Promise<readonly Uint8Array[]>;
  /** Converts an exception to plain data. */
  failureOf(thrown: unknown): Failure;
}

/** A listing for one request; `failure` says why it is stale. */
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
  if (reading.windows.downMs === 0) return readWithoutCache(reading);
  const held = await nearestEntry(reading);
  const phase = phaseOf(held, reading);
  if (held !== undefined && phase === "fresh") {
    if (isDue(held, reading)) renew(reading);
    return { entry: held, state: "HIT" };
  }
  if (held !== undefined && phase === "stale") {
    renew(reading);
    return { entry: held, state: "SWR" };
  }
  return fetchOrServeStale(reading, held);
}

function phaseOf(entry: Entry | undefined, { windows, now }: Reading): Phase {
  if (entry === undefined) return "gone";
  // The clock was set back, so the age is unknown.
  return isFromLater(entry.asOf, now()) ? "stale" : phaseAt(ageOf(entry, now()), windows);
}

function isShowable(entry: Entry | undefined, reading: Reading): boolean {
  return ["fresh", "stale"].includes(phaseOf(entry, reading));
}

/** Returns the entry in memory, or the stores' where the one in memory cannot be served. */
async function nearestEntry(reading: Reading): Promise<Entry | undefined> {
  const { key, isolate, now } = reading;
  const held = isolate.memory.get(key);
  if (isShowable(held, reading) || isolate.memory.trusts(key, now())) return held;
  const memo = memoOf(reading);
  return memo && !treatmentOf(memo.failure).isMasked ? held : lookIntoStores(reading);
}

async function lookIntoStores(reading: Reading): Promise<Entry | undefined> {
  const { key, isolate, stores, windows, now } = reading;
  const entry = await isolate.looks.run(key, reading, () => {
    return findEntry(key, { stores, windows, now, deletedAt: deletedAt(reading) });
  });
  // Another request may have fetched or deleted the listing meanwhile.
  const valid = entry !== undefined && entry.asOf > deletedAt(reading) ? entry : undefined;
  if (valid !== undefined) isolate.memory.put(key, valid, now());
  isolate.memory.confirm(key, now());
  return isolate.memory.get(key) ?? valid;
}

function deletedAt({ key, isolate, now }: Reading): number {
  const at = isolate.deletedAt.get(key);
  return at === undefined || isFromLater(at, now()) ? Number.NEGATIVE_INFINITY : at;
}

function isDue(held: Entry, reading: Reading): boolean {
  const { windows, now, random } = reading;
  return isUnconfirmed(reading) || isDueEarly(ageOf(held, now()), held.tookMs, windows.freshMs, random());
}

/** Answers whether other isolates may have a newer entry. One too large for memory came from the shared stores. */
function isUnconfirmed({ key, isolate, now }: Reading): boolean {
  return isolate.memory.get(key) !== undefined && !isolate.memory.trusts(key, now());
}

/** Fetches a new listing behind the answer, unless a fetch is under way or has just failed. */
function renew(reading: Reading): void {
  const { key, isolate, now } = reading;
  const since = isolate.renewing.get(key) ?? Number.NEGATIVE_INFINITY;
  if (memoOf(reading) !== undefined || Math.abs(now() - since) < RENEWAL_MS) return;
  const begun = now();
  isolate.renewing.set(key, begun);
  const end = () => {
    if (isolate.renewing.get(key) === begun) isolate.renewing.delete(key);
  };
  // A caller that leaves ends its answer, but not the fetch that others will use.
  const { signal: _, ...alone } = reading;
  reading.waitUntil(renewNow(alone).then(end, end));
}

async function renewNow(reading: Reading): Promise<void> {
  if (isUnconfirmed(reading)) {
    const entry = await lookIntoStores(reading);
    if (entry !== undefined && phaseOf(entry, reading) === "fresh" && !isDue(entry, reading)) return;
  }
  await fetchOnce(reading);
}

function fetchOnce(reading: Reading): Promise<Outcome> {
  return reading.isolate.fetches.run(reading.key, reading, (signal) => fetchNew(reading, signal));
}

/** Fetches a listing; after a failure that may be masked, returns a stale one. */
async function fetchOrServeStale(reading: Reading, held: Entry | undefined): Promise<Served> {
  const memo = memoOf(reading);
  const outcome: Outcome = memo ?? (await fetchOnce(reading));
  if ("entry" in outcome) return { entry: outcome.entry, state: "MISS" };
  const { failure } = outcome;
  const old = reading.isolate.memory.get(reading.key) ?? held;
  const shown = old !== undefined && old.asOf > deletedAt(reading) && phaseOf(old, reading) !== "gone";
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

async function fetchNew(reading: Reading, signal: AbortSignal): Promise<Outcome> {
  try {
    const entry = await fetchEntry(reading, signal);
    return { entry: keepNewest(entry, reading) };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const failure = reading.failureOf(thrown);
    remember(reading, failure);
    return { failure };
  }
}

/** Caches a listing, unless a call that began later has cached or deleted one. */
function keepNewest(entry: Entry, reading: Reading): Entry {
  const { key, isolate, stores, windows, now } = reading;
  const began = beganAt(entry);
  if (began < deletedAt(reading)) return entry;
  const held = isolate.memory.get(key);
  if (held !== undefined && !isFromLater(held.asOf, now()) && beganAt(held) > began) return held;
  isolate.memos.delete(key);
  isolate.memory.put(key, entry, now());
  reading.waitUntil(storeEntry(key, entry, stores, windows));
  return entry;
}

async function fetchEntry(reading: Reading, signal: AbortSignal): Promise<Entry> {
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
  isolate.deletedAt.set(key, now());
  isolate.memory.delete(key);
  reading.waitUntil(dropEntry(key, stores));
}

async function readWithoutCache(reading: Reading): Promise<Served> {
  const signal = reading.signal ?? new AbortController().signal;
  try {
    return { entry: await fetchEntry(reading, signal), state: "BYPASS" };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw new NotServed(reading.failureOf(thrown), "BYPASS", reading.now());
  }
}
