/** What else is known about a failure. */
export interface FailureDetails {
  /** What to do. */
  hint?: string | undefined;
  /** The answer's status. */
  status?: number;
  /** How long to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The words of the one who refused. */
  reason?: string | undefined;
}

/** A failure that this program words itself. */
export class Failure extends Error {
  readonly code: string;

  constructor(code: string, message: string, details: FailureDetails = {}) {
    super(message);
    this.code = code;
    Object.assign(this, details);
  }
}

/** Returns a failure for arguments or settings that cannot be used. */
export function usageFailure(message: string, hint?: string): Failure {
  return new Failure("ERR_OPTION", message, { hint });
}

/** The user interrupted the program. */
export class Interrupted extends Failure {
  constructor() {
    super("INTERRUPTED", "Interrupted.");
  }
}
