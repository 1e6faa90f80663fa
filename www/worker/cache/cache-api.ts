import { streamOf } from "../bytes.ts";
import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";
import type { Store } from "./stores.ts";

interface CacheApi {
  match(url: string): Promise<Response | undefined>;
  put(url: string, answer: Response): Promise<void>;
  delete(url: string): Promise<boolean>;
}

const NAME = "business-units";
const MOST_BYTES = 64 * 1024 * 1024;

/** The part of a runtime's `caches` that the worker uses. */
interface Caches {
  open(name: string): Promise<CacheApi>;
}

let platform: Caches | undefined;

/**
 * Stores listings in a platform's Cache API from now on. The entry point decides this: on Cloudflare it is the data
 * centre's own cache, in Deno a folder in clear text that outlives the process.
 */
export function useCacheApi(caches: Caches | undefined): void {
  platform = caches;
}

// Probed once an isolate: behind Cloudflare Access the API is there, but stores nothing.
let isUsable: boolean | undefined;

/** Makes the store over the platform's Cache API; it is empty without one. */
export function cacheApi(env: Env): Store {
  const host = hostOf(env);
  const address = (key: string) => `https://${host}/__c/v1/${key}`;
  return {
    mostBytes: MOST_BYTES,
    async get(key) {
      const answer = await (await opened(host))?.match(address(key));
      return answer === undefined ? undefined : new Uint8Array(await answer.arrayBuffer());
    },
    async put(key, chunks, seconds) {
      const headers = { "cache-control": `max-age=${seconds}`, "content-type": "application/octet-stream" };
      await (await opened(host))?.put(address(key), new Response(streamOf(chunks), { headers }));
    },
    async delete(key) {
      await (await opened(host))?.delete(address(key));
    },
  };
}

async function opened(host: string): Promise<CacheApi | undefined> {
  if (platform === undefined || isUsable === false) return undefined;
  const cache = await platform.open(NAME);
  isUsable ??= await storesEntries(cache, `https://${host}/__c/v1/probe`);
  return isUsable ? cache : undefined;
}

async function storesEntries(cache: CacheApi, url: string): Promise<boolean> {
  try {
    await cache.put(url, new Response("probe", { headers: { "cache-control": "max-age=60" } }));
    return (await (await cache.match(url))?.text()) === "probe";
  } catch {
    return false;
  }
}

function hostOf({ CACHE_HOST: host = "business-units.invalid" }: Env): string {
  if (/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(host) && host.length <= 253) return host;
  throw new Problem(
    "NOT_CONFIGURED",
    "CACHE_HOST is not a host name in small letters, such as units.example.com.",
  );
}
