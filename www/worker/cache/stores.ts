import { unlessFaulty } from "../unless-faulty.ts";
import { ageOf, type Entry, packed, unpacked } from "./entry.ts";
import { phaseAt, type Windows } from "./windows.ts";

/** A place outside of the isolate. Whatever goes wrong there is a miss, and no error. */
export interface Store {
  /** Larger entries are not kept here. */
  readonly mostBytes: number;
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, chunks: readonly Uint8Array[], seconds: number): Promise<void>;
  delete(key: string): Promise<void>;
}

// How long a store may take before it counts as having nothing, or is left to itself.
const READ_MS = 2_000;
const WRITE_MS = 20_000;

/** What a look into the stores needs to know. */
export interface Look {
  stores: readonly Store[];
  windows: Windows;
  now(): number;
  /** Entries that are not newer were given up, whatever a store still holds. */
  forgottenAt: number;
}

/** The first entry that may be shown at once, or else the newest of all stores. */
export async function found(key: string, look: Look): Promise<Entry | undefined> {
  let newest: Entry | undefined;
  for (const store of look.stores) {
    const entry = await unlessFaulty(READ_MS, () => entryIn(store, key, look));
    if (entry === undefined || (newest !== undefined && newest.asOf >= entry.asOf)) continue;
    newest = entry;
    const phase = phaseAt(ageOf(entry, look.now()), look.windows);
    if (phase === "fresh" || phase === "stale") break;
  }
  return newest;
}

async function entryIn(store: Store, key: string, look: Look): Promise<Entry | undefined> {
  const bytes = await store.get(key);
  if (bytes === undefined) return undefined;
  const entry = await unpacked(key, bytes, look.now());
  if (entry !== undefined && entry.asOf > look.forgottenAt) return entry;
  await store.delete(key);
  return undefined;
}

/** Gives an entry to every store that takes one of its size. */
export async function keep(
  key: string,
  entry: Entry,
  stores: readonly Store[],
  windows: Windows,
): Promise<void> {
  const chunks = packed(key, entry);
  const bytes = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const seconds = Math.max(60, Math.ceil(windows.downMs / 1_000));
  const taking = stores.filter(({ mostBytes }) => bytes <= mostBytes);
  await Promise.all(taking.map((store) => unlessFaulty(WRITE_MS, () => store.put(key, chunks, seconds))));
}

/** Deletes it from every store. */
export async function drop(key: string, stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => unlessFaulty(WRITE_MS, () => store.delete(key))));
}
