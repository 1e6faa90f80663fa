import type { Attempt, CallOptions, ErrorCode } from "business-units";
import { untilAborted } from "../../../pkg/src/until-aborted.ts";
import { Problem } from "../problem.ts";
import { Breaker, type Verdict } from "./breaker.ts";
import { Budget, BudgetExhausted } from "./budget.ts";
import { Pace } from "./pace.ts";
import { ownTurns, type Turns } from "./turns.ts";

/** What guards the calls to one service with one credential, in this isolate. */
export class Guards {
  readonly breaker: Breaker = new Breaker();
  readonly budget: Budget = new Budget();
  readonly pace: Pace = new Pace();
}

/** A call to be guarded, and by which clock. */
export interface Guarded<T> {
  guards: Guards;
  /** Where calls get their turns, if not from the guards' own pace. */
  turns?: Turns | undefined;
  /** Infinity is as often as anybody likes. */
  perMinute: number;
  signal: AbortSignal;
  now(): number;
  random(): number;
  sleep(ms: number): Promise<void>;
  call(limits: Required<Pick<CallOptions, "maxAttempts" | "onAttempt">>): Promise<T>;
}

const OURS: readonly ErrorCode[] = ["ERR_OPTION", "ERR_STATE", "ERR_INTERNAL"];
const FAILURES: readonly ErrorCode[] = [
  "ERR_NETWORK",
  "ERR_TIMEOUT",
  "ERR_SERVER",
  "ERR_RATE_LIMITED",
  "ERR_JSON",
  "ERR_SHAPE",
  "ERR_TOKEN",
];

/** Makes a call if breaker and pace let it go, with as many retries as the budget has. */
export async function guarded<T>(asked: Guarded<T>): Promise<T> {
  const { breaker } = asked.guards;
  const admission = breaker.admit(asked.now());
  if ("waitMs" in admission) {
    throw later("BREAKER_OPEN", "It failed too often in the last moments.", admission.waitMs);
  }
  let verdict: Verdict = "nothing";
  try {
    await placed(asked);
    // The probe asks once: the service may still be down.
    const result = await (admission.pass === "probe" ? once(asked) : budgeted(asked));
    verdict = "works";
    return result;
  } catch (thrown) {
    verdict = verdictOn(thrown, asked.signal);
    throw thrown;
  } finally {
    breaker.report(admission.pass, verdict, asked.now(), asked.random());
  }
}

function once<T>(asked: Guarded<T>): Promise<T> {
  let attempts = 0;
  return asked.call({ maxAttempts: 1, onAttempt: (attempt) => noted(asked, attempt, ++attempts) });
}

function turnsOf<T>({ turns, guards, now }: Guarded<T>): Turns {
  return turns ?? ownTurns(guards.pace, now);
}

async function placed<T>(asked: Guarded<T>): Promise<void> {
  const { perMinute, signal, sleep } = asked;
  if (perMinute === Number.POSITIVE_INFINITY) return;
  const turn = await turnsOf(asked).take(perMinute);
  if ("freeInMs" in turn) {
    throw later("PACED", "Too many callers want listings that are not at hand.", turn.freeInMs);
  }
  if (turn.waitMs > 0) await untilAborted(sleep(turn.waitMs), signal);
}

async function budgeted<T>(asked: Guarded<T>): Promise<T> {
  const { guards, now, signal } = asked;
  const reserved = guards.budget.reserve(now());
  const attempts: Attempt[] = [];
  let helped = false;
  try {
    const result = await asked.call({
      maxAttempts: 1 + reserved,
      onAttempt: (attempt) => {
        attempts.push(attempt);
        noted(asked, attempt, attempts.length);
      },
    });
    helped = true;
    return result;
  } catch (thrown) {
    throw reserved === 0 && verdictOn(thrown, signal) === "fails" ? new BudgetExhausted(thrown) : thrown;
  } finally {
    const used = Math.min(reserved, Math.max(0, attempts.length - 1));
    const late = attempts.slice(0, used).filter(({ kind }) => kind === "ERR_TIMEOUT").length;
    guards.budget.settle(now(), { reserved, used, late, helped });
  }
}

function noted<T>(asked: Guarded<T>, attempt: Attempt, nth: number): void {
  if (asked.perMinute === Number.POSITIVE_INFINITY) return;
  const turns = turnsOf(asked);
  if (nth > 1) turns.count(asked.perMinute);
  if (attempt.status === 429) turns.slowDown();
}

function verdictOn(thrown: unknown, signal: AbortSignal): Verdict {
  if (signal.aborted || thrown instanceof Problem) return "nothing";
  if (thrown instanceof BudgetExhausted) return verdictOn(thrown.cause, signal);
  const { code } = Object(thrown) as { code?: ErrorCode };
  if (code === undefined || OURS.includes(code)) return "nothing";
  return FAILURES.includes(code) ? "fails" : "refuses";
}

function later(code: "BREAKER_OPEN" | "PACED", detail: string, ms: number): Problem {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  return new Problem(code, detail, { headers: { "retry-after": String(seconds) } });
}
