import { translate } from "./errors.js";

/** What a caller's own function threw, on its way through the module: whatever it is, it comes out as it went in. */
export class Theirs {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}

/** A token or a key, or the function that gives one; what that throws is marked as the caller's. */
export function marked<Given>(given: Given): Given {
  if (typeof given !== "function") return given;
  const asked = async (...context: unknown[]) => {
    try {
      return await given(...context);
    } catch (thrown) {
      throw new Theirs(thrown);
    }
  };
  return asked as Given;
}

/** Makes our class of what a call threw; a signal's reason and what a caller's own function threw pass as they are. */
export function translateCall(thrown: unknown, signal: AbortSignal | undefined): unknown {
  if (thrown instanceof Theirs) return thrown.thrown;
  return signal?.aborted && thrown === signal.reason ? thrown : translate(thrown);
}
