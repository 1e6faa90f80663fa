import type { Context } from "hono";
import type { App } from "../context.ts";
import type { Env } from "../env.ts";
import { ANYONE, type Principal } from "../principal.ts";
import { Problem } from "../problem.ts";
import { upstream } from "../upstream.ts";
import { AccessKeys } from "./access-keys.ts";
import { principalOf } from "./access-principal.ts";
import { type AccessSettings, accessSettings } from "./access-settings.ts";
import { claimsOf, keyIdOf } from "./access-token.ts";
import { holderOf, type KeyHolder, keyHolders } from "./api-keys.ts";

const BEARER = /^Bearer ([\x21-\x7e]{1,512})$/i;

/** What opens the door: keys, Cloudflare Access, or both. */
export interface Locks {
  keys?: KeyHolder[];
  access?: AccessSettings;
}

/** The locks that the settings describe; undefined for an open sandbox. NOT_PROTECTED when there should be one. */
export function locksOf(env: Env): Locks | undefined {
  const access = accessSettings(env);
  const keys = env.API_KEYS?.trim() ? keyHolders(env.API_KEYS) : undefined;
  if (keys || access) return { ...(keys && { keys }), ...(access && { access }) };
  if (upstream(env) !== "live") return undefined;
  throw new Problem(
    "NOT_PROTECTED",
    "The worker has real credentials, but neither API_KEYS (SHA-256 digests of the keys that may ask) nor ACCESS_TEAM and ACCESS_AUD are set, so it answers nobody.",
  );
}

/** Who asks: by the key that is shown, else by the token of Access. A key that is wrong is not made up for by a token. */
export async function whoAsks(c: Context<App>, now: number): Promise<Principal> {
  const locks = locksOf(c.env);
  if (!locks) return ANYONE;
  const authorization = c.req.header("authorization");
  if (locks.keys && authorization !== undefined) return byKey(locks.keys, authorization);
  const token = c.req.header("cf-access-jwt-assertion");
  if (locks.access && token !== undefined) return byAccess(c, locks.access, token, now);
  if (!locks.keys)
    throw new Problem("ACCESS_REFUSED", "This worker is reached through Cloudflare Access only.");
  throw keyRefusal("Send the header Authorization: Bearer <key>.", "");
}

async function byKey(holders: readonly KeyHolder[], authorization: string): Promise<Principal> {
  const key = BEARER.exec(authorization)?.[1];
  const principal = key === undefined ? undefined : await holderOf(holders, key);
  if (principal) return principal;
  throw keyRefusal("This API key is not among those that may ask.", ', error="invalid_token"');
}

async function byAccess(
  c: Context<App>,
  settings: AccessSettings,
  token: string,
  now: number,
): Promise<Principal> {
  assertOwnPage(c.req.header("sec-fetch-site"));
  const keys = await keysOf(settings.team).for(keyIdOf(token), now, (work) => c.executionCtx.waitUntil(work));
  return principalOf(await claimsOf(token, keys, settings, now), settings);
}

// Access makes the token out of a cookie, which a browser sends along with what any page asks for.
function assertOwnPage(site: string | undefined): void {
  if (site === undefined || site === "same-origin" || site === "none") return;
  throw new Problem(
    "ORIGIN_FORBIDDEN",
    "Another site's page cannot ask with the cookie of Cloudflare Access.",
  );
}

const teams = new Map<string, AccessKeys>();

function keysOf(team: string): AccessKeys {
  const keys = teams.get(team) ?? new AccessKeys(team);
  teams.set(team, keys);
  return keys;
}

function keyRefusal(detail: string, why: string): Problem {
  const headers = { "www-authenticate": `Bearer realm="business-units"${why}` };
  return new Problem("KEY_REQUIRED", detail, { headers });
}
