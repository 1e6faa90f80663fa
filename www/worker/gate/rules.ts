import type { ParameterFacts, ProviderFacts } from "../../providers/facts.ts";
import { providers } from "../../providers/list.mjs";
import type { Account } from "../account.ts";
import { operations } from "../api/operations.ts";
import { Problem } from "../problem.ts";

/** The parts of a request that the gate reads. */
export interface Question {
  path: string;
  /** Returns the first value of a parameter of the query, decoded. */
  query(name: string): string | undefined;
}

/** Returns every account that a request names; undefined for an address that is not the rule's. Throws for a bad name. */
type Rule = (question: Question) => readonly Account[] | undefined;

const RULES: readonly Rule[] = [
  ...operations.filter(({ scope }) => scope !== "accounts").map(({ path }) => withoutAccount(path)),
  ...providers.map(ruleOf),
];

/**
 * Returns the accounts that a request names, from an allow-list of addresses: none for those that need no account or
 * filter by the caller's rights. Throws ACCOUNT_FORBIDDEN for every other address, and for an account that is none.
 */
export function accountsIn(question: Question): readonly Account[] {
  for (const rule of RULES) {
    const accounts = rule(question);
    if (accounts) return accounts;
  }
  throw forbidden("This address names no account, so no right to it can be checked.");
}

function withoutAccount(path: string): Rule {
  return (question) => (question.path === path ? [] : undefined);
}

function ruleOf(provider: ProviderFacts): Rule {
  const { path, account } = provider;
  const below = new RegExp(`^${path.replace(`{${account.name}}`, "([^/]+)")}(?:/|$)`);
  return (question) => {
    const matched = below.exec(question.path);
    if (matched === null) return undefined;
    const id = account.in === "path" ? decoded(matched[1] ?? "") : question.query(account.name);
    return [accountOf(provider, id, provider.region && question.query(provider.region.name))];
  };
}

function accountOf(
  { id: provider, account, region }: ProviderFacts,
  id: string | undefined,
  of: string | undefined,
): Account {
  if (id !== undefined && !account.pattern.test(id)) throw forbidden(refusalOf(account));
  if (region && of !== undefined && !region.pattern.test(of))
    throw new Problem("ERR_OPTION", refusalOf(region));
  return { provider, id: id && account.canonical(id), region: of };
}

function refusalOf({ name, refusal }: ParameterFacts): string {
  return `The parameter ${name} ${refusal}.`;
}

function forbidden(detail: string): Problem {
  return new Problem("ACCOUNT_FORBIDDEN", detail);
}

// A segment that cannot be decoded becomes one that fits no pattern.
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}
