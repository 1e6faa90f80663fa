import type { ErrorCode } from "./error-code.js";
import type { Attempt, Provider } from "./types.js";

/** What is known about a failure; what is not known is absent. None of it holds a secret. */
export interface ErrorDetails {
  /** The service that was asked. */
  provider?: Provider;
  /** The answer's status. */
  status?: number;
  /** The service's own words. */
  reason?: string;
  /** How long the service asks callers to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The service's name for the request: give it to their support. */
  requestId?: string;
  /** The requests that were made, in order. */
  attempts?: readonly Attempt[];
  /** What usually causes this, in plain words. */
  hint?: string;
  /** At most 512 characters of the answer, redacted. */
  body?: string;
  /** The byte at which the input went wrong. */
  offset?: number;
  /** The JSON pointer of the value that was wrong. */
  pointer?: string;
  /** What should have been there. */
  expected?: string;
  /** What was there. */
  found?: string;
  /** The limit that was passed, in bytes, units or levels; where there was no memory, the bytes that there are. */
  limit?: number;
}

/** An error as plain data. */
export interface ErrorJson extends ErrorDetails {
  /** `BusinessUnitsError`. */
  name: string;
  /** A sentence for people. */
  message: string;
  /** What went wrong. */
  code: ErrorCode;
}

const DETAILS: Readonly<Record<Exclude<keyof ErrorDetails, "attempts">, true>> = {
  provider: true,
  status: true,
  reason: true,
  retryAfterMs: true,
  requestId: true,
  hint: true,
  body: true,
  offset: true,
  pointer: true,
  expected: true,
  found: true,
  limit: true,
};

const NAME = "BusinessUnitsError";

/**
 * The only error this package makes; `code` says which. An abort is not one: it rejects with the caller's own reason.
 *
 * @example
 * ```ts
 * import { BusinessUnitsError, buildTree } from "business-units";
 *
 * try {
 *   buildTree("<html>");
 * } catch (error) {
 *   if (error instanceof BusinessUnitsError && error.code === "ERR_JSON") console.log(`byte ${error.offset}`);
 * }
 * // byte 0
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor copies every detail that is given
export class BusinessUnitsError extends Error {
  /** The same text in every build: minifiers rename classes. */
  override readonly name: "BusinessUnitsError" = NAME;
  /** What went wrong; narrows the error to what is then known. */
  readonly code: ErrorCode;

  /** Public for test doubles of this package. */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    Object.assign(this, { attempts: details.attempts ?? [], ...pick(details) });
  }

  /** Lets `instanceof` narrow by code: see {@link AnyBusinessUnitsError}. */
  static override [Symbol.hasInstance](value: unknown): value is AnyBusinessUnitsError {
    // biome-ignore lint/complexity/noThisInStatic: a subclass must not claim the errors of its parent
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  /** The known fields and nothing else, ready for a log. */
  toJSON(): ErrorJson {
    const { name, message, code, attempts } = this;
    return { name, message, code, attempts, ...pick(this) };
  }
}

/** What is known about the failure. */
export interface BusinessUnitsError extends Readonly<ErrorDetails> {
  /** The requests that were made, in order; empty when none was. */
  readonly attempts: readonly Attempt[];
}

/** The error with what its code promises: after `error.code === "ERR_TOO_LARGE"`, `error.limit` is a number. */
export type AnyBusinessUnitsError = BusinessUnitsError &
  (
    | {
        /** Of bytes that are not JSON. */
        readonly code: "ERR_JSON";
        /** The byte at which the input went wrong. */
        readonly offset: number;
      }
    | {
        /** Of what passes a limit. */
        readonly code: "ERR_TOO_LARGE" | "ERR_TOO_DEEP";
        /** The limit that was passed, in bytes, units or levels; where there was no memory, the bytes that there are. */
        readonly limit: number;
      }
    | {
        /** Of an answer that is a refusal. */
        readonly code:
          | "ERR_UNAUTHORIZED"
          | "ERR_FORBIDDEN"
          | "ERR_NOT_FOUND"
          | "ERR_RATE_LIMITED"
          | "ERR_SERVER"
          | "ERR_STATUS";
        /** The answer's status. */
        readonly status: number;
      }
    | {
        /** Of everything else. */
        readonly code:
          | "ERR_OPTION"
          | "ERR_STATE"
          | "ERR_NETWORK"
          | "ERR_TIMEOUT"
          | "ERR_REDIRECT"
          | "ERR_SHAPE"
          | "ERR_TOKEN"
          | "ERR_INTERNAL";
      }
  );

function pick(details: ErrorDetails): ErrorDetails {
  const names = Object.keys(DETAILS) as (keyof typeof DETAILS)[];
  return Object.fromEntries(
    names.flatMap((name) => (details[name] === undefined ? [] : [[name, details[name]]])),
  );
}

/** Converts an error of the module to our class; returns anything else unchanged. */
export function translate(thrown: unknown): unknown {
  if (thrown instanceof BusinessUnitsError) return thrown;
  if (thrown instanceof WebAssembly.RuntimeError) {
    return new BusinessUnitsError(
      "ERR_INTERNAL",
      "The module broke down; this is a defect of business-units.",
    );
  }
  return isRaw(thrown) ? new BusinessUnitsError(thrown.code, thrown.message, thrown) : thrown;
}

function isRaw(thrown: unknown): thrown is Error & ErrorDetails & { code: ErrorCode } {
  return thrown instanceof Error && thrown.name === NAME;
}

/** Returns an `ERR_OPTION` error. */
export function optionError(message: string, details?: ErrorDetails): BusinessUnitsError {
  return new BusinessUnitsError("ERR_OPTION", message, details);
}
