import { type Code, Problem } from "../problem.ts";

/** Why there is no new listing, as plain data: only that may pass from one request to another. */
export interface Failure {
  code: Code;
  detail: string;
  members: Record<string, unknown>;
  /** When to come back, in milliseconds since 1970. */
  retryAt?: number;
}

/** What a failure means for what is kept, and how long it is remembered itself. */
export interface Treatment {
  /** An old listing is shown in its place. */
  isMasked: boolean;
  /** What is kept goes: the account is not there, or not ours to read any more. */
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
const told: Treatment = { isMasked: false, forgets: false, memoMs: never };
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

/** How a failure is treated; one that is not in the table is told as it is, and changes nothing. */
export function treatmentOf({ code, members }: Failure): Treatment {
  const isMalformed = code === "ERR_STATUS" && [400, 422].includes(Number(members.upstreamStatus));
  return isMalformed ? malformed : (TREATMENTS[code] ?? told);
}

/** The plain data of a problem. */
export function failureOf({ code, message, members, headers }: Problem, now: number): Failure {
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  const retry = Number.isNaN(seconds) ? {} : { retryAt: now + seconds * 1_000 };
  return { code, detail: message, members, ...retry };
}

/** The problem again, for one of those who asked, so many milliseconds later. */
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

/** `Retry-After`, where it is known, in the seconds that are left. */
export function retryAfter({ retryAt }: Failure, now: number): Record<string, string> {
  if (retryAt === undefined) return {};
  return { "retry-after": String(Math.max(0, Math.ceil((retryAt - now) / 1_000))) };
}
