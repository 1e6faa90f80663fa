import type { Attempt, UnitTree } from "business-units";
import type { Report, Seen } from "../../../www/sandbox/weather/script.ts";
import type { Caller } from "./caller.ts";
import type { CallCase, Expected } from "./case.ts";
import { describeEnding, type Ending, isWithin, leaks, ours } from "./ending.ts";

/** An abort ends a call in the turn of the event loop in which it comes, or in one soon after. */
const ABORT_TURNS = 10;

/** Whether the call ended as it should, and showed no secret. */
export function judgeEnding(
  expect: Expected,
  ending: Ending<UnitTree>,
  secrets: readonly string[],
): string[] {
  const failures = leaks("thrown" in ending ? ending.thrown : undefined, secrets);
  const size = "value" in ending ? ending.value.size : undefined;
  if (size !== expect.size || !hasCode(expect, ending))
    failures.push(`expected ${wanted(expect)}, got ${size ?? ""} ${describeEnding(ending)}`);
  const error = "thrown" in ending ? ours(ending.thrown) : undefined;
  if (expect.retryAfterMs !== undefined && error?.retryAfterMs !== expect.retryAfterMs)
    failures.push(`expected retryAfterMs ${expect.retryAfterMs}, got ${error?.retryAfterMs}`);
  if (expect.total && !error?.message.includes("(total)"))
    failures.push(`expected the deadline, got ${error}`);
  if (expect.warned && !("value" in ending && isWarned(ending.value)))
    failures.push("expected U+FFFD in a name, and a warning");
  return failures;
}

function isWarned(tree: UnitTree): boolean {
  return tree.warnings.length > 0 && tree.toArray().some(({ name }) => name?.includes("\uFFFD"));
}

function hasCode({ code }: Expected, ending: Ending<unknown>): boolean {
  const found = "thrown" in ending ? ours(ending.thrown)?.code : undefined;
  return code === found || (Array.isArray(code) && code.includes(found));
}

function wanted({ size, code, aborted }: Expected): string {
  return aborted ? "the signal's reason" : size === undefined ? String(code) : `${size} units`;
}

/** Whether an abort ended the call at once, with its own reason, and left no listener. */
export function judgeAbort({ abort, expect }: CallCase, caller: Caller, ending: Ending<unknown>) {
  const turns = caller.turnsSinceAbort();
  if (abort === undefined) return [];
  const failures = caller.listenersLeft() > 0 ? [`${caller.listenersLeft()} listeners are left`] : [];
  if (!expect.aborted) return failures;
  const reason = caller.signal?.reason;
  if (!("thrown" in ending) || ending.thrown !== reason)
    failures.push(`expected the signal's reason, got ${describeEnding(ending)}`);
  if (turns > ABORT_TURNS) failures.push(`it ended ${turns} turns of the event loop after the abort`);
  return failures;
}

/** Whether what the sandbox saw is what should have come to it. */
export function judgeReport(expect: Expected, { listing, mint, elsewhere }: Report): string[] {
  const failures = [];
  if (!isWithin(listing.length, expect.requests))
    failures.push(`expected ${expect.requests} requests, got ${listing.length}`);
  if (mint.length !== (expect.mints ?? mint.length))
    failures.push(`expected ${expect.mints} mints, got ${mint.length}`);
  if (elsewhere.length > 0) failures.push(`${elsewhere.length} requests went to the other host`);
  failures.push(...stillOpen([...listing, ...mint]));
  const [first, second] = listing;
  if (first && second) failures.push(...judgeWait(expect, second.atMs - first.atMs));
  if (expect.left && listing.some(({ ended }) => ended?.by !== "client"))
    failures.push("the client read to the end");
  return failures;
}

/** Connections that the client should have closed. */
export function stillOpen(requests: readonly Seen[]): string[] {
  const open = requests.filter(({ ended }) => ended === undefined).length;
  return open > 0 ? [`${open} connections are still open`] : [];
}

function judgeWait({ minWaitMs = 0 }: Expected, waited: number): string[] {
  // The sandbox's clock is rounded to a millisecond at both ends.
  return waited < minWaitMs - 2 ? [`it came again after ${waited} ms, earlier than ${minWaitMs}`] : [];
}

/** Whether the first attempt timed out where it should. */
export function judgeAttempts({ timedOut }: Expected, [first]: readonly Attempt[]): string[] {
  const kind = first?.kind;
  return timedOut && kind !== "ERR_TIMEOUT" ? [`expected a first attempt that times out, got ${kind}`] : [];
}

/** Whether the process grew no more than it may. */
export function judgeMemory(
  { memoryBelowMiB = Number.POSITIVE_INFINITY }: Expected,
  grownMiB: number,
): string[] {
  return grownMiB > memoryBelowMiB ? [`it took ${grownMiB} MiB, more than ${memoryBelowMiB}`] : [];
}
