import { translate } from "./errors.js";

/** Carries a value that a caller's own function threw through the module, so that the same value comes out. */
export class CallerError {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}

/** Wraps a function of the caller so that what it throws becomes a {@link CallerError}; returns any other value unchanged. */
export function markCallerErrors<Given>(given: Given): Given {
  if (typeof given !== "function") return given;
  const asked = async (...context: unknown[]) => {
    try {
      return await given(...context);
    } catch (thrown) {
      throw new CallerError(thrown);
    }
  };
  return asked as Given;
}

/** Converts what a call threw to our class. The signal's reason and a caller's own errors pass unchanged. */
export function translateCall(thrown: unknown, signal: AbortSignal | undefined): unknown {
  if (thrown instanceof CallerError) return thrown.thrown;
  return signal?.aborted && thrown === signal.reason ? thrown : translate(thrown);
}
