import { optionError } from "./errors.js";

/**
 * Returns the signal of the options, `undefined` when there is none, and throws `ERR_OPTION` for anything else. Checks
 * its methods instead of its class: a signal may come from another realm.
 */
export function signalOf(options: { signal?: AbortSignal } | undefined | null): AbortSignal | undefined {
  const signal = options?.signal ?? undefined;
  if (signal === undefined) return undefined;
  if (isSignal(signal)) return signal;
  throw optionError("signal must be an AbortSignal.");
}

function isSignal(signal: AbortSignal): boolean {
  const listens = [signal.addEventListener, signal.removeEventListener].every(
    (method) => typeof method === "function",
  );
  return typeof signal.aborted === "boolean" && listens;
}
