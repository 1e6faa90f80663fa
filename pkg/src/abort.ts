import { optionError } from "./errors.js";

/** The signal of a call's options; throws for what is none. Told by what it can do: it may be another realm's. */
export function signalOf(options: { signal?: AbortSignal } | undefined | null): AbortSignal | undefined {
  const signal = options?.signal ?? undefined;
  if (signal === undefined) return undefined;
  if (isSignal(signal)) return signal;
  throw optionError("signal must be an AbortSignal.");
}

/** Settles as `work` does, or rejects with the signal's own reason as soon as that aborts. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
  });
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  return Promise.race([aborted, work]).finally(() => signal.removeEventListener("abort", stop));
}

function isSignal(signal: AbortSignal): boolean {
  const listens = [signal.addEventListener, signal.removeEventListener].every(
    (method) => typeof method === "function",
  );
  return typeof signal.aborted === "boolean" && listens;
}
