import type { Principal } from "./principal.ts";

/** What the worker uses of a KV namespace. */
export interface KeyValue {
  get(name: string, type: "arrayBuffer"): Promise<ArrayBuffer | null>;
  put(name: string, value: Uint8Array, options: { expirationTtl: number }): Promise<void>;
  delete(name: string): Promise<void>;
}

/** What the platform hands to the worker: the page's files, and settings that are all optional. */
export interface Env {
  /** The files of the page. */
  ASSETS?: { fetch(request: Request): Promise<Response> };
  /** Autodesk: client id and secret of the app that the accounts have added. */
  APS_CLIENT_ID?: string;
  APS_CLIENT_SECRET?: string;
  /** iMocha: the account's API key. */
  IMOCHA_API_KEY?: string;
  /** SHA-256 digests in hex of the keys that callers may show, separated by commas. Never the keys. */
  API_KEYS?: string;
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
}

/** The same for Hono's types. */
export type App = { Bindings: Env; Variables: { principal?: Principal } };
