import type { Context, MiddlewareHandler } from "hono";
import type { Account } from "../account.ts";
import type { App } from "../context.ts";
import { ANYONE, type Principal } from "../principal.ts";
import { Problem } from "../problem.ts";
import { callerAddress } from "./address.ts";
import { identify } from "./identify.ts";
import { countGuest, countRead } from "./limits.ts";
import { accountsIn, type Question } from "./rules.ts";

/** The gate with the worker's allow-list. */
export const gate: MiddlewareHandler<App> = gateBy(accountsIn);

/**
 * Makes a gate. It lets a request pass once its caller is known, may read every account that the request names, and does
 * not ask too often. Nothing is looked up in a cache or at a provider before that.
 * @param accountsOf returns the accounts that a request names, or throws where the address is not on the allow-list
 */
export function gateBy(accountsOf: (question: Question) => readonly Account[]): MiddlewareHandler<App> {
  return (c, next) => pass(c, next, accountsOf);
}

async function pass(
  c: Context<App>,
  next: () => Promise<void>,
  accountsOf: (question: Question) => readonly Account[],
): Promise<void> {
  const now = Date.now();
  const principal = await known(c, now);
  const accounts = accountsOf({ path: c.req.path, query: (name) => c.req.query(name) });
  for (const account of accounts) assertMayRead(principal, account);
  // An open sandbox has nothing to protect.
  if (principal !== ANYONE)
    for (const key of limitKeys(accounts)) await countRead(c.env, principal, key, now);
  c.set("principal", principal);
  c.set("accounts", accounts);
  await next();
}

// Only refusals are counted by address: a caller must not be kept out by a neighbour who guesses keys.
async function known(c: Context<App>, now: number): Promise<Principal> {
  try {
    return await identify(c, now);
  } catch (thrown) {
    const isRefusal = thrown instanceof Problem && thrown.status === 401;
    if (isRefusal) await countGuest(c.env, callerAddress(c.req.header("cf-connecting-ip")), now);
    throw thrown;
  }
}

/** Throws ACCOUNT_FORBIDDEN, in the same words whether the account exists or not: it has not been looked up yet. */
function assertMayRead(principal: Principal, { provider, id }: Account): void {
  if (principal.mayRead(provider, id)) return;
  throw new Problem("ACCOUNT_FORBIDDEN", "The operator of this worker can grant you the right to read it.");
}

/** Each account has a limit of its own, and so have all requests that name none. */
function limitKeys(accounts: readonly Account[]): string[] {
  if (accounts.length === 0) return [""];
  return [...new Set(accounts.map(({ provider, id = "" }) => `${provider}:${id}`))];
}
