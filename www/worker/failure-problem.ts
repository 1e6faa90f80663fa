import type { Failure } from "./cache/failure.ts";
import { Problem } from "./problem.ts";

/** Returns the plain data of a problem. */
export function failureOf({ code, message, members, headers }: Problem, now: number): Failure {
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  const retry = Number.isNaN(seconds) ? {} : { retryAt: now + seconds * 1_000 };
  return { code, detail: message, members, ...retry };
}

/** Makes the problem of a failure that is `ageMs` old. */
export function problemFrom(
  failure: Failure,
  ageMs: number,
  now: number,
  headers: Record<string, string>,
): Problem {
  const { retryAfterMs } = failure.members;
  const left = typeof retryAfterMs === "number" ? { retryAfterMs: Math.max(0, retryAfterMs - ageMs) } : {};
  return new Problem(failure.code, failure.detail, {
    members: { ...failure.members, ...left },
    headers: { ...headers, ...retryAfter(failure, now) },
  });
}

/** Returns `Retry-After` in the seconds that are left; no header where the time is unknown. */
export function retryAfter({ retryAt }: Failure, now: number): Record<string, string> {
  if (retryAt === undefined) return {};
  return { "retry-after": String(Math.max(0, Math.ceil((retryAt - now) / 1_000))) };
}
