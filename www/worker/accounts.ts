import { Hono } from "hono";
import { AUTODESK_ACCOUNTS, IMOCHA_ACCOUNTS } from "../sandbox/catalog.ts";
import { accounts as operation, routeOf } from "./api/operations.ts";
import type { App } from "./context.ts";
import { upstream } from "./credentials.ts";
import type { Env } from "./env.ts";
import { ANSWER_HEADERS } from "./headers.ts";
import { Problem } from "./problem.ts";
import { queryOf } from "./query.ts";
import { onlyReading } from "./refuse.ts";

/** An account that a page can offer. */
export interface OfferedAccount {
  provider: "autodesk" | "imocha";
  /** For the sandbox's iMocha, the value of `?account=`; absent where the worker's own key is the account. */
  accountId?: string;
  region?: string;
  name: string;
  about?: string;
}

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

// Named field by field: the catalog also holds the keys that the sandbox accepts.
function sandboxAccounts(): OfferedAccount[] {
  const imocha = Object.entries(IMOCHA_ACCOUNTS).map(([accountId, { provider, name, about }]) => {
    return { provider, accountId, name, about };
  });
  return [...Object.values(AUTODESK_ACCOUNTS).map(offered), ...imocha];
}

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
  const addressed = provider === "autodesk" ? accountId !== undefined : provider === "imocha";
  return texts && addressed && typeof name === "string";
}
