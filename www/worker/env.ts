/** The part of a KV namespace that the worker uses. */
export interface KeyValue {
  get(name: string, type: "arrayBuffer"): Promise<ArrayBuffer | null>;
  put(name: string, value: Uint8Array, options: { expirationTtl: number }): Promise<void>;
  delete(name: string): Promise<void>;
}

/**
 * The settings of the deployment, all optional, and the bindings of the platform. The credentials have the names that
 * the facts of the providers list.
 */
export interface Env {
  readonly [credential: string]: unknown;
  /** The files of the page. */
  ASSETS?: { fetch(request: Request): Promise<Response> };
  /**
   * The callers with a key: a JSON list such as `[{"name": "bi", "sha256": ["…"], "accounts": ["autodesk:<id>",
   * "imocha"]}]`, with one digest, or two while keys change; `"*"` and `"autodesk:*"` are all accounts, and `tenant` keeps
   * what is cached for one entry apart. Or SHA-256 digests in hex with commas between them, which may read everything.
   * Never the keys: `npm run key` makes one and tells its digest.
   */
  API_KEYS?: string;
  /** The team of Cloudflare Access: the name in front of .cloudflareaccess.com. */
  ACCESS_TEAM?: string;
  /** The audience tag of the Access application; several with commas between them. */
  ACCESS_AUD?: string;
  /**
   * The rights of people behind Cloudflare Access: a JSON list such as `[{"email": "…", "accounts": ["imocha"]}]`, where `group` (of the identity
   * provider's claim `groups`) or `service` (a service token's client id) may stand for `email`. Not set: everything.
   */
  ACCESS_ACCOUNTS?: string;
  /** Origins whose pages may read answers, exactly as browsers send them, separated by commas. */
  ALLOWED_ORIGINS?: string;
  /** Requests a minute of one caller for one account, where READ_LIMIT is not bound. Default 60. */
  READS_PER_MINUTE?: string;
  /** The platform's counter for identified callers; without it each isolate counts its own. */
  READ_LIMIT?: RateLimiter;
  /** The platform's counter for refused requests, by address. */
  GUEST_LIMIT?: RateLimiter;
  /** JSON list of the accounts to offer when the credentials are real. */
  ACCOUNTS?: string;
  /** The sandbox's address; ignored as soon as there is a credential. */
  SANDBOX_URL?: string;
  /** KV namespace: a copy of each listing for all data centres, served while a provider is down. */
  LISTINGS?: KeyValue;
  /**
   * Seconds for which a listing is fresh, may be served while a new one is fetched, and may be served while its provider
   * is down. Default `60 600 86400`; `0 0 0` caches nothing.
   */
  CACHE_WINDOWS?: string;
  /** Secret of at least 32 characters for the keys of cached listings. Default: derived from the credentials. */
  CACHE_KEY?: string;
  /** The worker's own host name, for its addresses in the Cache API. Default `business-units.invalid`. */
  CACHE_HOST?: string;
  /** The most calls a minute to a provider with one credential. Default 90, without a limit for the sandbox. */
  PACE_PER_MINUTE?: string;
  /** The Durable Object that paces the calls of all isolates; without it each paces its own. */
  PACER?: Objects;
}

/** The part of a namespace of Durable Objects that the worker uses. */
export interface Objects {
  idFromName(name: string): unknown;
  get(id: unknown): { fetch(url: string, init: { signal: AbortSignal }): Promise<Response> };
}

/** A rate limit of the platform. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** Returns the text of a setting; empty where it is not set. */
export function settingOf(env: Env, name: string): string {
  const value = env[name];
  return typeof value === "string" ? value : "";
}
