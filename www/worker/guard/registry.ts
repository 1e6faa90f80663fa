import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";
import { Recent } from "../recent.ts";
import { upstream } from "../upstream.ts";
import { Guards } from "./guarded.ts";
import { PACE } from "./pace.ts";

const all = new Recent<Guards>(256);

/** Returns the guards of one provider with one credential. All accounts share them. */
export function guardsOf(service: string): Guards {
  const guards = all.get(service) ?? new Guards();
  all.set(service, guards);
  return guards;
}

/** Returns the most calls a minute with one credential; the sandbox has no quota. */
export function perMinuteOf(env: Env): number {
  const { PACE_PER_MINUTE: given } = env;
  if (!given?.trim()) return upstream(env) === "live" ? PACE.perMinute : Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,5}$/.test(given.trim())) return Number(given);
  throw new Problem("NOT_CONFIGURED", "PACE_PER_MINUTE is not a whole number above 0.");
}
