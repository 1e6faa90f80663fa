import type { CredentialSetting } from "../providers/facts.ts";
import type { Account } from "./account.ts";
import { type Env, settingOf } from "./env.ts";
import { fetchFrom } from "./gate/origins.ts";
import { Problem } from "./problem.ts";
import type { Access, Provider } from "./providers/provider.ts";
import { sandboxUrl, upstream } from "./upstream.ts";

/** Returns how the account's provider is reached; a Problem NOT_CONFIGURED says which setting is missing or wrong. */
export function accessTo(provider: Provider, account: Account, env: Env): Access {
  return upstream(env) === "sandbox"
    ? sandboxAccess(provider, account, env)
    : liveAccess(provider, account, env);
}

function sandboxAccess({ label, catalog }: Provider, { id }: Account, env: Env): Access {
  const baseUrl = sandboxUrl(env);
  const settings = catalog.settings(id);
  if (settings === undefined)
    throw new Problem("ERR_NOT_FOUND", `The sandbox has no ${label} account of this name.`);
  return { settings, baseUrl, fetch: fetchFrom(new Set([baseUrl])) };
}

function liveAccess({ label, account, origins, settings }: Provider, { id }: Account, env: Env): Access {
  const values = Object.fromEntries(settings.map((setting) => [setting.name, credentialIn(setting, env)]));
  if (account.in === "query" && id !== undefined) {
    const detail = `Only the sandbox has several ${label} accounts; a real key has its own.`;
    throw new Problem("UNKNOWN_PARAMETER", detail);
  }
  return { settings: values, fetch: fetchFrom(new Set(origins)) };
}

// For the package a wrong value would be an option of the caller's; here it is a fault of the deployment.
function credentialIn({ name, pattern }: CredentialSetting, env: Env): string {
  const value = settingOf(env, name);
  if (value === "") throw new Problem("NOT_CONFIGURED", `The worker has no ${name}.`);
  if (pattern.test(value)) return value;
  throw new Problem("NOT_CONFIGURED", `${name} is too long, or holds a character that it cannot have.`);
}
