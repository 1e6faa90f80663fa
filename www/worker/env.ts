/** What the worker uses of a KV namespace. */
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
   * Who may ask with a key: a JSON list such as `[{"name": "bi", "sha256": ["…"], "accounts": ["autodesk:<id>",
   * "imocha"]}]`, with one digest, or two while keys change; `"*"` and `"autodesk:*"` are all accounts, and `tenant` keeps
   * what is cached for one entry apart. Or SHA-256 digests in hex with commas between them, which may read everything.
   * Never the keys: `npm run key` makes one and tells its digest.
   */
  API_KEYS?: string;
  /** Who may ask through Cloudflare Access: the name in front of .cloudflareaccess.com. */
  ACCESS_TEAM?: string;
  /** The audience tag of the Access application; several with commas between them. */
  ACCESS_AUD?: string;
  /**
   * What they may read: a JSON list such as `[{"email": "…", "accounts": ["imocha"]}]`, where `group` (of the identity
   * provider's claim `groups`) or `service` (a service token's client id) may stand for `email`. Not set: everything.
   */
  ACCESS_ACCOUNTS?: string;
  /** Origins whose pages may read answers, exactly as browsers send them, separated by commas. */
  ALLOWED_ORIGINS?: string;
  /** How often a minute one caller may ask for one account where READ_LIMIT is not bound: 60 when not set. */
  READS_PER_MINUTE?: string;
  /** The platform's counter for callers who are known; without it each isolate counts for itself. */
  READ_LIMIT?: RateLimiter;
  /** The platform's counter for requests that showed nothing that opens, by address. */
  GUEST_LIMIT?: RateLimiter;
  /** JSON list of the accounts to offer when the credentials are real. */
  ACCOUNTS?: string;
  /** Where the sandbox listens; looked at only while there are no credentials at all. */
  SANDBOX_URL?: string;
  /** KV namespace: a copy of each listing, for all places of the world, to answer from while a service is down. */
  LISTINGS?: KeyValue;
  /**
   * Seconds for which a listing is fresh, may be shown while a new one is fetched, and may be shown while its service is
   * down. Default `60 600 86400`; `0 0 0` keeps nothing.
   */
  CACHE_WINDOWS?: string;
  /** Secret of 32 characters or more that the names of cached listings are made with. Default: derived from the credentials. */
  CACHE_KEY?: string;
  /** The worker's own host name, for its addresses in the Cache API. Default `business-units.invalid`. */
  CACHE_HOST?: string;
  /** The most calls a minute to a service with one credential. Default 90 for the real services, none for the sandbox. */
  PACE_PER_MINUTE?: string;
  /** The Durable Object that paces for all isolates; without it each paces its own calls. */
  PACER?: Objects;
}

/** What the worker uses of a namespace of Durable Objects. */
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
