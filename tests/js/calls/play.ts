import {
  autodeskToken,
  type CallOptions,
  fetchAutodeskUnits,
  fetchImochaUnits,
  type UnitTree,
} from "business-units";
import type { Opened } from "../../../www/sandbox/weather/script.ts";
import { type Caller, callerOf, restoreClock } from "./caller.ts";
import type { CallCase } from "./case.ts";
import { endingOf } from "./ending.ts";
import { judgeAbort, judgeAttempts, judgeEnding, judgeMemory, judgeReport } from "./judge.ts";
import { memoryWatch } from "./memory.ts";
import { openCase, reportOf, untilAsked } from "./sandbox.ts";
import { watchTimers } from "./timers.ts";

const TOKEN = "callCaseTokenNotASecretAtAll";
const SECRET = "callCaseSecretNotOneAtAll";
/** Long, so that nothing times out by chance; a call that waits for its deadline takes longer than a case may. */
const TIMES = { attemptTimeoutMs: 100_000, stallTimeoutMs: 100_000, deadlineMs: 300_000 };

/** Plays a case with the package as anybody has it, and lists what did not hold. */
export async function play(sandbox: string, row: CallCase): Promise<string[]> {
  const opened = await openCase(sandbox, row.script);
  let isOver = false;
  const caller = callerOf(row, () => untilAsked(sandbox, opened, () => isOver));
  const memory = memoryWatch();
  // Only where no other case sets timers; and a mint goes on without the caller who began it.
  const timers = row.abort === undefined || row.minted ? undefined : watchTimers();
  const ending = await endingOf(() => {
    const calling = call(row, addressFor(row, opened), caller);
    caller.called();
    return calling;
  });
  isOver = true;
  const failures = [
    ...judgeEnding(row.expect, ending, [TOKEN, SECRET, btoa(SECRET)]),
    ...judgeAbort(row, caller, ending),
    ...judgeAttempts(row.expect, caller.attempts),
    ...judgeMemory(row.expect, memory()),
  ];
  if ("value" in ending) ending.value.free();
  restoreClock();
  caller.succeeded();
  // What has neither a timer nor a connection left sends nothing later.
  timers?.stop();
  const { left = () => 0 } = timers ?? {};
  if (left() > 0) failures.push(`${left()} timers are left`);
  return [...failures, ...judgeReport(row.expect, await reportOf(sandbox, opened))];
}

function call(row: CallCase, baseUrl: string, caller: Caller): Promise<UnitTree> {
  const { signal, fetch, onAttempt, onProgress } = caller;
  const options: CallOptions = {
    ...TIMES,
    ...row.options,
    baseUrl,
    ...(signal && { signal }),
    ...(fetch && { fetch }),
    onAttempt,
    onProgress,
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
  // Nothing listens on port 1, which only root may open.
  return where === "nobody" ? "http://127.0.0.1:1" : opened.baseUrl;
}
