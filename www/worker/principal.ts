/** A caller that the gate has identified. It holds no secret: ids go into logs, limits and the keys of the cache. */
export interface Principal {
  /** Tells callers apart in limits: `key:<name>`, `key:<start of the digest>`, `access:<start of a digest>`, `anyone`. */
  id: string;
  /** Whose data is read. A listing that is cached for one tenant is never served to another. */
  tenant: string;
  /** Answers whether this account may be read; without an id, the account that the worker's own credential opens. */
  mayRead(provider: string, accountId?: string): boolean;
}

/** The tenant of callers without one in the settings: one worker has one set of credentials, so they share its data. */
export const OWN_TENANT = "own";

/** The caller of an open sandbox, where every account is invented. */
export const ANYONE: Principal = { id: "anyone", tenant: OWN_TENANT, mayRead: () => true };
