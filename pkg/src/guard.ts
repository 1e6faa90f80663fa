import { BusinessUnitsError } from "./errors.js";

/** How long after its own deadline a call must have settled. */
const SLACK_MS = 2_000;
const DEFAULT_DEADLINE_MS = 25_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How long a call may take. The module refuses what is no deadline, once it is there. */
export function deadlineOf(deadlineMs: unknown): number {
  const isTime = typeof deadlineMs === "number" && deadlineMs > 0;
  return isTime ? Math.min(deadlineMs, LONGEST_TIMER_MS) : DEFAULT_DEADLINE_MS;
}

/**
 * Settles as a call of the module does. A call that has not settled well after its deadline never will: something has
 * thrown through the module. It then rejects with `ERR_INTERNAL`, and what comes of the call all the same is freed.
 */
export function unlessStuck<Held extends { free(): void }>(
  call: Promise<Held>,
  deadlineMs: unknown,
  slackMs: number = SLACK_MS,
): Promise<Held> {
  return new Promise((resolve, reject) => {
    let waits = 1;
    const giveUp = () => {
      // Where everything stood still (a long task, a computer that slept), the call gets its turn first.
      if (waits-- > 0) {
        timer = setTimeout(giveUp, slackMs);
        return;
      }
      call.then((held) => held.free()).catch(() => undefined);
      reject(
        new BusinessUnitsError("ERR_INTERNAL", "The call did not settle: the WebAssembly module failed."),
      );
    };
    let timer = setTimeout(giveUp, Math.min(deadlineOf(deadlineMs) + slackMs, LONGEST_TIMER_MS));
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
