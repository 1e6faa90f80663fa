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
}

/** The same for Hono's types. */
export type App = { Bindings: Env };
