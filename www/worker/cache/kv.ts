import { joined } from "../bytes.ts";
import type { KeyValue } from "../env.ts";
import type { Recent } from "../recent.ts";
import type { Store } from "./stores.ts";

// KV takes 25 MiB.
const MOST_BYTES = 24 * 1024 * 1024;
const WRITE_EVERY_MS = 60_000;

/** The isolate's clock, and the time of its last write of each key. */
export interface Writes {
  now(): number;
  wroteAt: Recent<number>;
}

/** Makes the store that all data centres share. It writes a key at most once a minute. */
export function keyValue(namespace: KeyValue, { now, wroteAt }: Writes): Store {
  const name = (key: string) => `c/v1/${key}`;
  return {
    mostBytes: MOST_BYTES,
    async get(key) {
      const bytes = await namespace.get(name(key), "arrayBuffer");
      return bytes === null ? undefined : new Uint8Array(bytes);
    },
    async put(key, chunks, seconds) {
      const last = wroteAt.get(key) ?? Number.NEGATIVE_INFINITY;
      if (now() - last < WRITE_EVERY_MS) return;
      wroteAt.set(key, now());
      await namespace.put(name(key), joined(chunks), { expirationTtl: seconds });
    },
    async delete(key) {
      wroteAt.delete(key);
      await namespace.delete(name(key));
    },
  };
}
