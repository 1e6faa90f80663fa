import { type AutodeskTokenOptions, autodeskToken, type TokenSource } from "business-units";
import { IMOCHA_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../sandbox/catalog.ts";
import type { Env } from "./env.ts";
import { fetchFrom, SERVICES, sandboxOrigin } from "./gate/origins.ts";
import { Problem } from "./problem.ts";

/** What stands behind the worker: the real services, the sandbox, or nothing. */
export type Upstream = "live" | "sandbox" | "none";

/** What a call to Autodesk needs; no `baseUrl` is the service's own, and `fetch` reaches nothing else. */
export interface AutodeskAccess {
  token: TokenSource;
  fetch: typeof fetch;
  /** What the token is minted with; another one is another access. */
  credential: readonly string[];
  baseUrl?: string;
}

/** What a call to iMocha needs; no `baseUrl` is the service's own, and `fetch` reaches nothing else. */
export interface ImochaAccess {
  apiKey: string;
  fetch: typeof fetch;
  baseUrl?: string;
}

// What the package takes; there it would be an option of the caller's, here it is a fault of the deployment.
const SENDABLE = {
  APS_CLIENT_ID: /^[\x21-\x39\x3b-\x7e]{1,256}$/,
  APS_CLIENT_SECRET: /^[\x21-\x7e]{1,8192}$/,
  IMOCHA_API_KEY: /^[\x21-\x7e]{1,8192}$/,
};

const fetchServices = fetchFrom(SERVICES);

/** One credential is enough to leave the sandbox for good: real and invented accounts never mix. */
export function upstream(env: Env): Upstream {
  if (env.APS_CLIENT_ID || env.APS_CLIENT_SECRET || env.IMOCHA_API_KEY) return "live";
  return env.SANDBOX_URL ? "sandbox" : "none";
}

/** Credentials for Autodesk; a Problem NOT_CONFIGURED says which setting is missing. */
export function autodeskAccess(env: Env): AutodeskAccess {
  if (upstream(env) === "sandbox") {
    const baseUrl = sandboxUrl(env);
    const fetch = fetchFrom(new Set([baseUrl]));
    const client = { clientId: SANDBOX_CLIENT_ID, clientSecret: SANDBOX_CLIENT_SECRET, baseUrl, fetch };
    return { ...minting(client), baseUrl, fetch };
  }
  const clientId = setting(env, "APS_CLIENT_ID");
  const clientSecret = setting(env, "APS_CLIENT_SECRET");
  return { ...minting({ clientId, clientSecret, fetch: fetchServices }), fetch: fetchServices };
}

function minting(client: AutodeskTokenOptions): Pick<AutodeskAccess, "token" | "credential"> {
  return { token: autodeskToken(client), credential: [client.clientId, client.clientSecret] };
}

/** The key for iMocha; `account` names one of the sandbox's, which a real key cannot choose. */
export function imochaAccess(env: Env, account: string | undefined): ImochaAccess {
  if (upstream(env) === "sandbox") {
    const baseUrl = sandboxUrl(env);
    return { apiKey: sandboxKey(account), baseUrl, fetch: fetchFrom(new Set([baseUrl])) };
  }
  const apiKey = setting(env, "IMOCHA_API_KEY");
  if (account === undefined) return { apiKey, fetch: fetchServices };
  throw new Problem(
    "UNKNOWN_PARAMETER",
    "Only the sandbox has several iMocha accounts; a real key has its own.",
  );
}

function setting(env: Env, name: keyof typeof SENDABLE): string {
  const value = env[name];
  if (!value) throw new Problem("NOT_CONFIGURED", `The worker has no ${name}.`);
  if (SENDABLE[name].test(value)) return value;
  throw new Problem("NOT_CONFIGURED", `${name} is too long, or holds a character that it cannot have.`);
}

function sandboxKey(account = "documented"): string {
  const accounts = new Map(Object.entries(IMOCHA_ACCOUNTS));
  const found = accounts.get(account);
  if (found) return found.apiKey;
  throw new Problem("ERR_NOT_FOUND", "The sandbox has no iMocha account of this name.");
}

// The sandbox is started beside the worker; any other host here is a mistake in the configuration.
function sandboxUrl(env: Env): string {
  const origin = sandboxOrigin(env.SANDBOX_URL ?? "");
  if (origin !== undefined) return origin;
  throw new Problem(
    "NOT_CONFIGURED",
    "SANDBOX_URL is not an address of this machine, such as http://127.0.0.1:8788.",
  );
}
