import type { Code } from "../problem.ts";

/** Why a fetch failed, as plain data: only plain data may pass from one request to another. */
export interface Failure {
  code: Code;
  detail: string;
  members: Record<string, unknown>;
  /** When to come back, in milliseconds since 1970. */
  retryAt?: number;
}

/** What a failure does to the cached listing, and how long the failure itself is remembered. */
export interface Treatment {
  /** A stale listing is served instead of the failure. */
  isMasked: boolean;
  /** The cached listing is deleted: the account does not exist, or the worker may no longer read it. */
  forgets: boolean;
  memoMs: (failure: Failure, now: number, random: number) => number;
}

const NOT_FOUND_MS = 30_000;
const REFUSED_MS = 5_000;
const LONGEST_MS = 60_000;

const never = () => 0;
const shortly = (_: Failure, __: number, random: number) => 2_000 + 3_000 * random;
const asAsked = (failure: Failure, now: number, random: number) => {
  if (failure.retryAt === undefined) return shortly(failure, now, random);
  return Math.min(LONGEST_MS, Math.max(0, failure.retryAt - now));
};

const passing: Treatment = { isMasked: true, forgets: false, memoMs: shortly };
const patient: Treatment = { isMasked: true, forgets: false, memoMs: asAsked };
const ours: Treatment = { isMasked: true, forgets: false, memoMs: never };
const missing: Treatment = { isMasked: false, forgets: true, memoMs: () => NOT_FOUND_MS };
const refused: Treatment = { isMasked: false, forgets: true, memoMs: never };
const reported: Treatment = { isMasked: false, forgets: false, memoMs: never };
const malformed: Treatment = { isMasked: false, forgets: false, memoMs: () => REFUSED_MS };

const TREATMENTS: Partial<Record<Code, Treatment>> = {
  ERR_NETWORK: passing,
  ERR_TIMEOUT: passing,
  ERR_SERVER: passing,
  ERR_JSON: passing,
  ERR_SHAPE: passing,
  ERR_TOKEN: passing,
  ERR_RATE_LIMITED: patient,
  BREAKER_OPEN: ours,
  PACED: ours,
  ERR_NOT_FOUND: missing,
  ERR_UNAUTHORIZED: refused,
  ERR_FORBIDDEN: refused,
};

/** Returns the treatment of a failure. A code without a row is reported and changes nothing. */
export function treatmentOf({ code, members }: Failure): Treatment {
  const isMalformed = code === "ERR_STATUS" && [400, 422].includes(Number(members.upstreamStatus));
  return isMalformed ? malformed : (TREATMENTS[code] ?? reported);
}
