import type { CallOptions, UnitTree } from "business-units";
import type { Catalog } from "../../catalog/catalog.ts";
import type { ProviderFacts } from "../../providers/facts.ts";
import type { Account } from "../account.ts";

/** The options of a call that the worker sets. */
export type Call = Required<Pick<CallOptions, "signal" | "waitUntil" | "maxAttempts" | "onAttempt">>;

/** How a provider is reached: the values of its credential settings, and its API. */
export interface Access {
  settings: Readonly<Record<string, string>>;
  /** Reaches the provider's API and nothing else. */
  fetch: typeof fetch;
  /** The sandbox's; absent for the provider's own API. */
  baseUrl?: string;
}

/** One provider: all that the worker knows of it. Routes, gate, redaction, cache and OpenAPI derive from it. */
export interface Provider extends ProviderFacts {
  catalog: Catalog;
  /** Prepares a call for the account's listing. */
  listing(account: Account, access: Access): (call: Call) => Promise<UnitTree>;
}
