import type { Attempt, CallOptions, ErrorCode } from "business-units";
import { untilAborted } from "../../../pkg/src/until-aborted.ts";
import { Problem } from "../problem.ts";
import { Breaker, type Verdict } from "./breaker.ts";
import { Budget, BudgetExhausted } from "./budget.ts";
import { Pace } from "./pace.ts";
import { ownTurns, type Turns } from "./turns.ts";

/** The guards of the calls to one provider with one credential, in this isolate. */
export class Guards {
  readonly breaker: Breaker = new Breaker();
  readonly budget: Budget = new Budget();
  readonly pace: Pace = new Pace();
}

/** A call with its guards and its clock. */
export interface GuardedCall<T> {
  guards: Guards;
  /** Gives the call its turn; by default the guards' own pace. */
  turns?: Turns | undefined;
  /** Infinity means no limit. */
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

/** Makes a call if breaker and pace allow it, with the retries that the budget allows. */
export async function guarded<T>(asked: GuardedCall<T>): Promise<T> {
  const { breaker } = asked.guards;
  const admission = breaker.admit(asked.now());
  if ("waitMs" in admission) {
    throw retryLater("BREAKER_OPEN", "Too many of its last calls failed.", admission.waitMs);
  }
  let verdict: Verdict = "nothing";
  try {
    await awaitTurn(asked);
    // The probe makes one attempt: the provider may still be down.
    const result = await (admission.pass === "probe" ? callOnce(asked) : callWithBudget(asked));
    verdict = "works";
    return result;
  } catch (thrown) {
    verdict = verdictOf(thrown, asked.signal);
    throw thrown;
  } finally {
    breaker.report(admission.pass, verdict, asked.now(), asked.random());
  }
}

function callOnce<T>(asked: GuardedCall<T>): Promise<T> {
  let attempts = 0;
  return asked.call({ maxAttempts: 1, onAttempt: (attempt) => noteAttempt(asked, attempt, ++attempts) });
}

function turnsOf<T>({ turns, guards, now }: GuardedCall<T>): Turns {
  return turns ?? ownTurns(guards.pace, now);
}

async function awaitTurn<T>(asked: GuardedCall<T>): Promise<void> {
  const { perMinute, signal, sleep } = asked;
  if (perMinute === Number.POSITIVE_INFINITY) return;
  const turn = await turnsOf(asked).take(perMinute);
  if ("freeInMs" in turn) {
    throw retryLater("PACED", "Too many requests need listings that are not cached.", turn.freeInMs);
  }
  if (turn.waitMs > 0) await untilAborted(sleep(turn.waitMs), signal);
}

async function callWithBudget<T>(asked: GuardedCall<T>): Promise<T> {
  const { guards, now, signal } = asked;
  const reserved = guards.budget.reserve(now());
  const attempts: Attempt[] = [];
  let helped = false;
  try {
    const result = await asked.call({
      maxAttempts: 1 + reserved,
      onAttempt: (attempt) => {
        attempts.push(attempt);
        noteAttempt(asked, attempt, attempts.length);
      },
    });
    helped = true;
    return result;
  } catch (thrown) {
    throw reserved === 0 && verdictOf(thrown, signal) === "fails" ? new BudgetExhausted(thrown) : thrown;
  } finally {
    const used = Math.min(reserved, Math.max(0, attempts.length - 1));
    const late = attempts.slice(0, used).filter(({ kind }) => kind === "ERR_TIMEOUT").length;
    guards.budget.settle(now(), { reserved, used, late, helped });
  }
}

function noteAttempt<T>(asked: GuardedCall<T>, attempt: Attempt, nth: number): void {
  if (asked.perMinute === Number.POSITIVE_INFINITY) return;
  const turns = turnsOf(asked);
  if (nth > 1) turns.count(asked.perMinute);
  if (attempt.status === 429) turns.slowDown();
}

function verdictOf(thrown: unknown, signal: AbortSignal): Verdict {
  if (signal.aborted || thrown instanceof Problem) return "nothing";
  if (thrown instanceof BudgetExhausted) return verdictOf(thrown.cause, signal);
  const { code } = Object(thrown) as { code?: ErrorCode };
  if (code === undefined || OURS.includes(code)) return "nothing";
  return FAILURES.includes(code) ? "fails" : "refuses";
}

function retryLater(code: "BREAKER_OPEN" | "PACED", detail: string, ms: number): Problem {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  return new Problem(code, detail, { headers: { "retry-after": String(seconds) } });
}
