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
import { callerWith, type KeyHolder, keyHolders } from "./api-keys.ts";

const BEARER = /^Bearer ([\x21-\x7e]{1,512})$/i;

/** How callers authenticate: with keys, through Cloudflare Access, or both. */
export interface Authentication {
  keys?: KeyHolder[];
  access?: AccessSettings;
}

/** Returns the authentication that the settings require; undefined for an open sandbox. Throws NOT_PROTECTED without one. */
export function authenticationOf(env: Env): Authentication | undefined {
  const access = accessSettings(env);
  const keys = env.API_KEYS?.trim() ? keyHolders(env.API_KEYS) : undefined;
  if (keys || access) return { ...(keys && { keys }), ...(access && { access }) };
  if (upstream(env) !== "live") return undefined;
  throw new Problem(
    "NOT_PROTECTED",
    "The worker has real credentials, but neither API_KEYS (SHA-256 digests of the callers' keys) nor ACCESS_TEAM and ACCESS_AUD are set, so it refuses every request.",
  );
}

/** Identifies the caller by its key, else by its token of Access. A token does not make up for a wrong key. */
export async function identify(c: Context<App>, now: number): Promise<Principal> {
  const required = authenticationOf(c.env);
  if (!required) return ANYONE;
  const authorization = c.req.header("authorization");
  if (required.keys && authorization !== undefined) return byKey(required.keys, authorization);
  const token = c.req.header("cf-access-jwt-assertion");
  if (required.access && token !== undefined) return byAccess(c, required.access, token, now);
  if (!required.keys)
    throw new Problem("ACCESS_REFUSED", "This worker can be reached through Cloudflare Access only.");
  throw keyRefusal("Send the header Authorization: Bearer <key>.", "");
}

async function byKey(holders: readonly KeyHolder[], authorization: string): Promise<Principal> {
  const key = BEARER.exec(authorization)?.[1];
  const principal = key === undefined ? undefined : await callerWith(holders, key);
  if (principal) return principal;
  throw keyRefusal("This API key is not known here.", ', error="invalid_token"');
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

// Access makes the token from a cookie, which a browser also sends with the requests of other sites' pages.
function assertOwnPage(site: string | undefined): void {
  if (site === undefined || site === "same-origin" || site === "none") return;
  throw new Problem("ORIGIN_FORBIDDEN", "A page of another site cannot use the cookie of Cloudflare Access.");
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
