import { deadlineOf } from "./deadline.js";
import { BusinessUnitsError } from "./errors.js";
import type { Module } from "./module.js";
import { untilAborted } from "./until-aborted.js";

/** Waits for the module within the deadline of a call. Returns the milliseconds that this took. */
export async function loadedWithin(
  module: Module,
  deadlineMs: unknown,
  signal: AbortSignal | undefined,
): Promise<number> {
  if (module.isLoaded) {
    await untilAborted(Promise.resolve(), signal);
    return 0;
  }
  const began = performance.now();
  const limit = deadlineOf(deadlineMs);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate(limit)), limit);
  });
  try {
    await untilAborted(Promise.race([module.init(), late]), signal);
  } finally {
    clearTimeout(timer);
  }
  return Math.round(performance.now() - began);
}

function tooLate(limit: number): BusinessUnitsError {
  const message = `The WebAssembly module did not load (total): the whole call may take ${limit} ms.`;
  return new BusinessUnitsError("ERR_TIMEOUT", message);
}
