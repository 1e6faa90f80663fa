import type { Context, MiddlewareHandler } from "hono";
import type { App } from "../context.ts";
import { ANYONE, type Principal } from "../principal.ts";
import { Problem } from "../problem.ts";
import { callerAddress } from "./address.ts";
import { type Asked, askedOf, assertMayRead } from "./asked.ts";
import { countGuest, countRead } from "./limits.ts";
import { whoAsks } from "./who.ts";

/** Settles who asks, whether they may, and how often, before anything is looked up: in a cache or at a service. */
export const gate: MiddlewareHandler<App> = async (c, next) => {
  const now = Date.now();
  const principal = await known(c, now);
  const asked = askedOf(c.req.path, { account: c.req.query("account"), region: c.req.query("region") });
  if (asked) assertMayRead(principal, asked);
  // An open sandbox has nothing to protect.
  if (principal !== ANYONE) await countRead(c.env, principal, accountKey(asked), now);
  c.set("principal", principal);
  await next();
};

// Only refusals are counted by address, so that nobody is kept out by a neighbour who guesses.
async function known(c: Context<App>, now: number): Promise<Principal> {
  try {
    return await whoAsks(c, now);
  } catch (thrown) {
    const isRefusal = thrown instanceof Problem && thrown.status === 401;
    if (isRefusal) await countGuest(c.env, callerAddress(c.req.header("cf-connecting-ip")), now);
    throw thrown;
  }
}

function accountKey(asked: Asked | undefined): string {
  return asked ? `${asked.provider}:${asked.accountId ?? ""}` : "";
}
