import { Hono } from "hono";
import type { OfferedAccount } from "../catalog/catalog.ts";
import { providerNamed } from "../providers/list.mjs";
import { accounts as operation, routeOf } from "./api/operations.ts";
import type { App } from "./context.ts";
import type { Env } from "./env.ts";
import { ANSWER_HEADERS } from "./headers.ts";
import { Problem } from "./problem.ts";
import { providers } from "./providers/list.ts";
import { queryOf } from "./query.ts";
import { onlyReading } from "./refuse.ts";
import { upstream } from "./upstream.ts";

/** GET /api/accounts: `{ sandbox, accounts }`, with the accounts that the caller may read. */
export const accounts = new Hono<App>();

accounts.get(routeOf(operation), (c) => {
  queryOf(c, operation.query);
  const sandbox = upstream(c.env) === "sandbox";
  const listed = sandbox ? sandboxAccounts() : configuredAccounts(c.env);
  const principal = c.get("principal");
  const offer = listed.filter(({ provider, accountId }) => principal.mayRead(provider, accountId));
  return c.json({ sandbox, accounts: offer }, 200, ANSWER_HEADERS);
});
accounts.all(routeOf(operation), onlyReading);

function sandboxAccounts(): OfferedAccount[] {
  return providers.flatMap(({ catalog }) => catalog.accounts.map(offered));
}

// Named field by field, so that nothing else that an entry holds is shown.
function offered({ provider, accountId, region, name, about }: OfferedAccount): OfferedAccount {
  return {
    provider,
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
    name,
    ...(about !== undefined && { about }),
  };
}

function configuredAccounts(env: Env): OfferedAccount[] {
  if (!env.ACCOUNTS?.trim()) return [];
  const listed = parsed(env.ACCOUNTS);
  if (Array.isArray(listed) && listed.every(isOffered)) return listed.map(offered);
  const example = '[{"provider": "autodesk", "accountId": "…", "region": "EMEA", "name": "…"}]';
  throw new Problem("NOT_CONFIGURED", `ACCOUNTS is not a JSON list of accounts, such as ${example}.`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isOffered(listed: unknown): listed is OfferedAccount {
  if (typeof listed !== "object" || listed === null) return false;
  const { provider, accountId, region, name, about } = listed as Record<string, unknown>;
  const texts = [accountId, region, about].every((value) => value === undefined || typeof value === "string");
  const account = providerNamed(String(provider))?.account;
  const isNamed = account !== undefined && (account.in === "query" || accountId !== undefined);
  return texts && isNamed && typeof name === "string";
}
