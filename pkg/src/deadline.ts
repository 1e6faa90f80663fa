import { BusinessUnitsError } from "./errors.js";

/** A call must settle within this time after its own deadline. */
const SLACK_MS = 2_000;
const DEFAULT_DEADLINE_MS = 25_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Returns the deadline of a call in milliseconds. An invalid one becomes the default here: the module refuses it later. */
export function deadlineOf(deadlineMs: unknown): number {
  const isTime = typeof deadlineMs === "number" && deadlineMs > 0;
  return isTime ? Math.min(deadlineMs, LONGEST_TIMER_MS) : DEFAULT_DEADLINE_MS;
}

/**
 * Settles as a call of the module does. A call that is still pending well after its deadline never settles: an exception
 * passed through the module. Then this rejects with `ERR_INTERNAL`, and frees the result if one comes after all.
 */
export function unlessStuck<Held extends { free(): void }>(
  call: Promise<Held>,
  deadlineMs: unknown,
  slackMs: number = SLACK_MS,
): Promise<Held> {
  return new Promise((resolve, reject) => {
    let waits = 1;
    const giveUp = () => {
      // After a long task or a sleep of the computer both timers are due: let the call settle first.
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
