import { lengthOf } from "../bytes.ts";
import { type Entry, isFromLater } from "./entry.ts";

interface Held {
  entry: Entry;
  bytes: number;
  confirmedAt: number;
}

/** The limits of one isolate's memory, and how long an entry is trusted without a look into the shared stores. */
export const MEMORY = { bytes: 8 * 1024 * 1024, entries: 64, trustMs: 60_000 };

/** The listings in an isolate's memory; the least recently used ones are dropped first. */
export class Memory {
  readonly #held = new Map<string, Held>();
  readonly #limits: typeof MEMORY;
  #bytes = 0;

  constructor(limits: typeof MEMORY = MEMORY) {
    this.#limits = limits;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#held.size;
  }

  get(key: string): Entry | undefined {
    const held = this.#held.get(key);
    if (held === undefined) return undefined;
    this.#held.delete(key);
    this.#held.set(key, held);
    return held.entry;
  }

  /** Answers whether the entry was put or confirmed within the last minute. */
  trusts(key: string, now: number): boolean {
    const held = this.#held.get(key);
    return held !== undefined && Math.abs(now - held.confirmedAt) < this.#limits.trustMs;
  }

  /** Notes that no store has a newer entry. */
  confirm(key: string, now: number): void {
    const held = this.#held.get(key);
    if (held !== undefined) held.confirmedAt = now;
  }

  /** Stores an entry, unless a newer one is there or it exceeds the whole memory. */
  put(key: string, entry: Entry, now: number): void {
    const held = this.#held.get(key)?.entry;
    if (held !== undefined && held.asOf > entry.asOf && !isFromLater(held.asOf, now)) return;
    this.delete(key);
    const bytes = lengthOf(entry.body);
    if (bytes > this.#limits.bytes) return;
    this.#held.set(key, { entry, bytes, confirmedAt: now });
    this.#bytes += bytes;
    this.#shrink();
  }

  delete(key: string): void {
    this.#bytes -= this.#held.get(key)?.bytes ?? 0;
    this.#held.delete(key);
  }

  #shrink(): void {
    for (const key of this.#held.keys()) {
      if (this.#bytes <= this.#limits.bytes && this.#held.size <= this.#limits.entries) return;
      this.delete(key);
    }
  }
}
