import { unlessFaulty } from "../unless-faulty.ts";
import { ageOf, type Entry, packed, unpacked } from "./entry.ts";
import { phaseAt, type Windows } from "./windows.ts";

/** A store outside of the isolate. Every fault of it is a miss, not an error. */
export interface Store {
  /** Larger entries are not stored here. */
  readonly mostBytes: number;
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, chunks: readonly Uint8Array[], seconds: number): Promise<void>;
  delete(key: string): Promise<void>;
}

// Time limits of a store, in milliseconds: a slow read is a miss, a slow write is not awaited any longer.
const READ_MS = 2_000;
const WRITE_MS = 20_000;

/** The stores, and how to judge their entries. */
export interface Look {
  stores: readonly Store[];
  windows: Windows;
  now(): number;
  /** When the listing was deleted: older entries are ignored, even if a store still has them. */
  deletedAt: number;
}

/** Returns the first entry that may be served at once, else the newest of all stores. */
export async function findEntry(key: string, look: Look): Promise<Entry | undefined> {
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
  if (entry !== undefined && entry.asOf > look.deletedAt) return entry;
  await store.delete(key);
  return undefined;
}

/** Puts an entry into every store that takes its size. */
export async function storeEntry(
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

/** Deletes an entry from every store. */
export async function dropEntry(key: string, stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => unlessFaulty(WRITE_MS, () => store.delete(key))));
}
