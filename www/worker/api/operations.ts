import * as v from "valibot";
import type { ProviderFacts } from "../../providers/facts.ts";
import { providers } from "../../providers/list.mjs";
import { type Code, upstreamCodes } from "../problem.ts";
import type { Parameters } from "../query.ts";
import { as, bom, limit, q, schemaOf, unitId } from "./parameters.ts";
import { Accounts, Defects, Health, Hits, Listing, NestedListing, OneUnit } from "./schemas.ts";

/**
 * What an address shows: the same to everybody, only what the caller may read, or what the accounts that the request
 * names hold.
 */
export type Scope = "open" | "filtered" | "accounts";

/** One address: its parameters, answers and refusals. Its route, its description and the gate's rule derive from this. */
export interface Operation<Query extends Parameters = Parameters> {
  id: string;
  /** The path, with the names of its parameters in braces. */
  path: string;
  summary: string;
  inPath: Parameters;
  query: Query;
  /** The schemas by media type; none for text. */
  answers: Record<string, readonly v.GenericSchema[]>;
  refusals: readonly Code[];
  scope: Scope;
  /** The answer has a tag and an age. */
  isKept?: true;
}

interface ListingQuery extends Parameters {
  as: typeof as;
  bom: typeof bom;
}

interface SearchQuery extends Parameters {
  q: typeof q;
  limit: typeof limit;
}

/** The operations on a listing. */
export interface ListingOperations {
  listing: Operation<ListingQuery>;
  unit: Operation;
  search: Operation<SearchQuery>;
  defects: Operation;
}

const JSON_TYPE = "application/json";
const ANYWHERE = ["UNKNOWN_PARAMETER", "ERR_INTERNAL"] as const;
const BEHIND_THE_GATE = [
  ...ANYWHERE,
  "KEY_REQUIRED",
  "ACCESS_REFUSED",
  "ORIGIN_FORBIDDEN",
  "TOO_MANY_REQUESTS",
  "NOT_PROTECTED",
  "NOT_CONFIGURED",
  "ACCESS_UNAVAILABLE",
] as const;
const ABOUT_A_LISTING = [
  ...BEHIND_THE_GATE,
  "WRONG_PARAMETER",
  "ACCOUNT_FORBIDDEN",
  "BREAKER_OPEN",
  "PACED",
  ...upstreamCodes,
] as const;

function json(schema: v.GenericSchema): Operation["answers"] {
  return { [JSON_TYPE]: [schema] };
}

function listingOperations({ id, path, account, region }: ProviderFacts): ListingOperations {
  const named = { [account.name]: schemaOf(account) };
  const inPath = account.in === "path" ? named : {};
  const own: Parameters = {
    ...(account.in === "query" && optional(named)),
    ...(region && optional({ [region.name]: schemaOf(region) })),
  };
  const shared = { inPath, query: own, refusals: ABOUT_A_LISTING, scope: "accounts", isKept: true } as const;
  return {
    listing: {
      ...shared,
      id: `${id}Units`,
      path: `${path}/business-units`,
      summary: "The whole listing, as rows, nested, as a table or as a picture",
      query: { ...own, as, bom },
      answers: { [JSON_TYPE]: [Listing, NestedListing], "text/csv": [], "image/svg+xml": [] },
      refusals: [...ABOUT_A_LISTING, "VIEW_TOO_DEEP"],
    },
    unit: {
      ...shared,
      id: `${id}Unit`,
      path: `${path}/business-units/{unitId}`,
      summary: "One unit, and the ids of all below it",
      inPath: { ...inPath, unitId },
      answers: json(OneUnit),
      refusals: [...ABOUT_A_LISTING, "UNKNOWN_UNIT"],
    },
    search: {
      ...shared,
      id: `${id}Search`,
      path: `${path}/search`,
      summary: "The units whose names contain a text, best first",
      query: { ...own, q, limit },
      answers: json(Hits),
    },
    defects: {
      ...shared,
      id: `${id}Defects`,
      path: `${path}/defects`,
      summary: "The defects of the listing",
      answers: json(Defects),
    },
  };
}

function optional(parameters: Record<string, v.GenericSchema<string>>): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, schema]) => [name, v.optional(schema)]));
}

/** The operations on the listings of each provider, by the provider's id. */
export const byProvider: ReadonlyMap<string, ListingOperations> = new Map(
  providers.map((provider) => [provider.id, listingOperations(provider)]),
);

const plain = { inPath: {}, query: {} } as const;

export const accounts: Operation = {
  ...plain,
  id: "accounts",
  path: "/api/accounts",
  summary: "The accounts to choose from that the caller may read",
  answers: json(Accounts),
  refusals: BEHIND_THE_GATE,
  scope: "filtered",
};

export const health: Operation = {
  ...plain,
  id: "health",
  path: "/healthz",
  summary: "Answers that the worker runs, and its upstream; makes no call",
  answers: json(Health),
  refusals: ANYWHERE,
  scope: "open",
};

export const description: Operation = {
  ...plain,
  id: "description",
  path: "/openapi.json",
  summary: "This description",
  answers: { [JSON_TYPE]: [] },
  refusals: ANYWHERE,
  scope: "open",
};

/** Every operation. */
export const operations: readonly Operation[] = [
  ...[...byProvider.values()].flatMap((about) => Object.values(about)),
  accounts,
  health,
  description,
];

/** Returns the path as a pattern of a route. */
export function routeOf({ path }: Operation): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}
