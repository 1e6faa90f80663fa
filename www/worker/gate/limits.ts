import type { Env, RateLimiter } from "../env.ts";
import type { Principal } from "../principal.ts";
import { Problem } from "../problem.ts";
import { unlessFaulty } from "../unless-faulty.ts";
import { sha256, shortHex } from "./digest.ts";
import { type Limit, Rate } from "./rate.ts";

const GUESTS: Limit = { count: 10, periodMs: 10_000 };
const MINUTE = 60_000;
// The platform's counters run beside the isolate, and answer in a few milliseconds.
const LONGEST_MS = 500;

const reads = new Rate();
const guests = new Rate();

/** Counts a request of an identified caller; throws TOO_MANY_REQUESTS after too many for this account. */
export async function countRead(env: Env, { id }: Principal, account: string, now: number): Promise<void> {
  const limit = { count: readsPerMinute(env), periodMs: MINUTE };
  const key = `${id}|${account}`;
  await count(env.READ_LIMIT, key, limit, () => reads.take(key, limit, now));
}

/** Counts a refused request; throws TOO_MANY_REQUESTS after too many from this address. */
export async function countGuest(env: Env, address: string, now: number): Promise<void> {
  // The platform's counters belong to the whole account, so they get a digest of the address.
  const key = `guest:${shortHex(await sha256(address), 8)}`;
  await count(env.GUEST_LIMIT, key, GUESTS, () => guests.take(key, GUESTS, now));
}

async function count(
  bound: RateLimiter | undefined,
  key: string,
  limit: Limit,
  inMemory: () => number,
): Promise<void> {
  const allowed = bound && (await unlessFaulty(LONGEST_MS, () => bound.limit({ key })));
  // The platform does not say when a request is allowed again: at the latest after its period.
  const waitMs = allowed === undefined ? inMemory() : allowed.success ? 0 : limit.periodMs;
  if (waitMs === 0) return;
  const seconds = Math.ceil(waitMs / 1_000);
  throw new Problem("TOO_MANY_REQUESTS", `Ask again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`, {
    headers: { "retry-after": String(seconds) },
    members: { retryAfterMs: seconds * 1_000 },
  });
}

function readsPerMinute({ READS_PER_MINUTE: set }: Env): number {
  if (!set) return 60;
  if (/^[1-9]\d{0,5}$/.test(set)) return Number(set);
  throw new Problem("NOT_CONFIGURED", "READS_PER_MINUTE is not a whole number from 1 to 999999.");
}
