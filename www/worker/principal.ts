import type { Provider } from "business-units";

/** Whoever asks, once that is known. Nothing in here is a secret: ids go into logs, limits and the keys of caches. */
export interface Principal {
  /** Tells callers apart for limits: `key:<name>`, `key:<start of the digest>`, `access:<start of a digest>`, `anyone`. */
  id: string;
  /** Whose data is read. What is kept for one tenant is never given to another one. */
  tenant: string;
  /** Whether this account may be read; for iMocha no id is the account of the worker's own key. */
  mayRead(provider: Provider, accountId?: string): boolean;
}

/** One worker has one set of credentials, so everybody reads the same company's data, unless its settings say otherwise. */
export const OWN_TENANT = "own";

/** The caller of an open sandbox, where every account is invented. */
export const ANYONE: Principal = { id: "anyone", tenant: OWN_TENANT, mayRead: () => true };
