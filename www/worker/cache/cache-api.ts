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

/** What a runtime has under the name of `caches`. */
interface Caches {
  open(name: string): Promise<CacheApi>;
}

let platform: Caches | undefined;

/**
 * Has listings kept in a platform's Cache API. Only an entry point knows what that is: on Cloudflare it is the data
 * centre's own, in Deno a folder in clear text that outlives the process.
 */
export function keepNear(caches: Caches | undefined): void {
  platform = caches;
}

// What one isolate has learned; a worker behind Cloudflare Access has the objects, and nothing in them.
let isUsable: boolean | undefined;

/** The data centre's own cache, as far as an entry point has named one. */
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
  isUsable ??= await keepsWhatItIsGiven(cache, `https://${host}/__c/v1/probe`);
  return isUsable ? cache : undefined;
}

async function keepsWhatItIsGiven(cache: CacheApi, url: string): Promise<boolean> {
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
