import {
  autodeskToken,
  type CallOptions,
  fetchAutodeskUnits,
  fetchImochaUnits,
  type UnitTree,
} from "business-units";
import type { Opened, Report } from "../../../www/sandbox/weather/script.ts";
import { type Caller, callerOf, restoreClock } from "./caller.ts";
import type { CallCase, Expected } from "./case.ts";
import { type Ending, endingOf, isWithin, leaks, ours, told } from "./ending.ts";
import { memoryWatch } from "./memory.ts";
import { openCase, reportOf } from "./sandbox.ts";

const TOKEN = "callCaseTokenNotASecretAtAll";
const SECRET = "callCaseSecretNotOneAtAll";
/** Generous: a machine may have other work. */
const SETTLES_MS = 4_000;
const TIMES = { attemptTimeoutMs: 3_000, stallTimeoutMs: 2_000, deadlineMs: 12_000 };
/** An abort is heard at once; a machine with other work may need a moment longer. */
const ABORT_MS = 50;

/** Plays a case with the package as anybody has it, and lists what did not hold. */
export async function play(sandbox: string, row: CallCase): Promise<string[]> {
  const opened = await openCase(sandbox, row.script);
  const caller = callerOf(row);
  const memory = memoryWatch();
  const ending = await endingOf(() => {
    const calling = call(row, addressFor(row, opened), caller);
    caller.called();
    return calling;
  });
  const endedAt = performance.now();
  const memoryMiB = memory();
  restoreClock();
  caller.succeeded();
  const tree = "value" in ending ? ending.value : undefined;
  const failures = [...judgeEnding(row.expect, ending), ...judgeAbort(row, caller, ending, endedAt)];
  if (row.abort !== undefined) await pause(LATER_MS);
  failures.push(...judgeReport(row.expect, await reportOf(sandbox, opened)));
  const { memoryBelowMiB } = row.expect;
  if (memoryBelowMiB !== undefined && memoryMiB > memoryBelowMiB)
    failures.push(`it took ${memoryMiB} MiB, more than ${memoryBelowMiB}`);
  tree?.free();
  return failures;
}

/** Long enough for a request that should not come. */
const LATER_MS = 300;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function call(row: CallCase, baseUrl: string, caller: Caller): Promise<UnitTree> {
  const { signal, fetch, onAttempt } = caller;
  const options: CallOptions = {
    ...TIMES,
    ...row.options,
    baseUrl,
    ...(signal && { signal }),
    ...(fetch && { fetch }),
    ...(onAttempt && { onAttempt }),
  };
  if (row.provider === "imocha") return fetchImochaUnits({ ...options, apiKey: TOKEN });
  const clientId = `client-of-${row.name}`.replaceAll(/[^a-z0-9]+/gi, "-");
  const token = row.minted ? autodeskToken({ clientId, clientSecret: SECRET, baseUrl }) : TOKEN;
  return fetchAutodeskUnits({ ...options, accountId: "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", token });
}

function addressFor({ where }: CallCase, opened: Opened): string {
  if (where === "trusted TLS") return opened.trustedUrl;
  if (where === "untrusted TLS") return opened.untrustedUrl;
  if (where === "an unknown host") return "https://name.invalid";
  // No program listens where no user may: port 1 belongs to a protocol that nobody has.
  return where === "nobody" ? "http://127.0.0.1:1" : opened.baseUrl;
}

function judgeEnding(expect: Expected, ending: Ending<UnitTree>): string[] {
  const failures = leaks("thrown" in ending ? ending.thrown : undefined, [TOKEN, SECRET, btoa(SECRET)]);
  const size = "value" in ending ? ending.value.size : undefined;
  if (size !== expect.size || !hasCode(expect, ending))
    failures.push(`expected ${wanted(expect)}, got ${size ?? ""} ${told(ending)}`);
  if (ending.ms > (expect.withinMs ?? SETTLES_MS))
    failures.push(`it took ${ending.ms} ms, more than ${expect.withinMs ?? SETTLES_MS}`);
  const error = "thrown" in ending ? ours(ending.thrown) : undefined;
  if (expect.retryAfterMs !== undefined && error?.retryAfterMs !== expect.retryAfterMs)
    failures.push(`expected retryAfterMs ${expect.retryAfterMs}, got ${error?.retryAfterMs}`);
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

function judgeAbort({ abort, expect }: CallCase, caller: Caller, ending: Ending<unknown>, endedAt: number) {
  if (abort === undefined) return [];
  const failures = caller.listenersLeft() > 0 ? [`${caller.listenersLeft()} listeners are left`] : [];
  if (!expect.aborted) return failures;
  const reason = caller.signal?.reason;
  if (!("thrown" in ending) || ending.thrown !== reason)
    failures.push(`expected the signal's reason, got ${told(ending)}`);
  const took = endedAt - (caller.abortedAt() ?? 0);
  if (took > ABORT_MS) failures.push(`it ended ${Math.round(took)} ms after the abort`);
  return failures;
}

function judgeReport(expect: Expected, { listing, mint, elsewhere }: Report): string[] {
  const failures = [];
  if (!isWithin(listing.length, expect.requests))
    failures.push(`expected ${expect.requests} requests, got ${listing.length}`);
  if (mint.length !== (expect.mints ?? mint.length))
    failures.push(`expected ${expect.mints} mints, got ${mint.length}`);
  if (elsewhere.length > 0) failures.push(`${elsewhere.length} requests went to the other host`);
  const [first, second] = listing;
  if (first && second) failures.push(...judgeWait(expect, second.atMs - first.atMs));
  const sent = Math.max(0, ...listing.map(({ sentBytes }) => sentBytes)) / 2 ** 20;
  if (sent > (expect.sentBelowMiB ?? sent)) failures.push(`${Math.round(sent)} MiB were sent`);
  return failures;
}

function judgeWait({ minWaitMs = 0, maxWaitMs = SETTLES_MS }: Expected, waited: number): string[] {
  // The sandbox's clock is rounded to a millisecond at both ends.
  if (waited < minWaitMs - 2) return [`it came again after ${waited} ms, earlier than ${minWaitMs}`];
  return waited > maxWaitMs ? [`it came again after ${waited} ms, later than ${maxWaitMs}`] : [];
}
