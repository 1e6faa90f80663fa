import { providers } from "../providers/list.mjs";
import { type Env, settingOf } from "./env.ts";
import { sandboxOrigin } from "./gate/origins.ts";
import { Problem } from "./problem.ts";

/** What the worker asks: the providers themselves, the sandbox, or nothing. */
export type Upstream = "live" | "sandbox" | "none";

/** Every credential setting of every provider. */
export const credentialSettings = providers.flatMap(({ settings }) => settings);

/** One credential is enough to leave the sandbox for good: real and invented accounts never mix. */
export function upstream(env: Env): Upstream {
  if (credentialSettings.some(({ name }) => settingOf(env, name) !== "")) return "live";
  return env.SANDBOX_URL ? "sandbox" : "none";
}

/** Returns the sandbox's origin. It runs on this machine; any other host is a mistake in the configuration. */
export function sandboxUrl(env: Env): string {
  const origin = sandboxOrigin(env.SANDBOX_URL ?? "");
  if (origin !== undefined) return origin;
  throw new Problem(
    "NOT_CONFIGURED",
    "SANDBOX_URL is not an address of this machine, such as http://127.0.0.1:8788.",
  );
}
