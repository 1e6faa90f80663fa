import type { ErrorCode } from "./error-code.js";
import { BusinessUnitsError, optionError } from "./errors.js";
import type { Module } from "./module.js";
import { refuseTree } from "./unit-tree.js";

/** Returns the stream of a source, `undefined` for a response without a body. Throws `ERR_OPTION` for anything else. */
export function bodyOf(
  source: ReadableStream<Uint8Array> | Response,
): ReadableStream<Uint8Array> | undefined {
  const stream = isResponse(source) ? responseBody(source) : streamOf(source);
  if (stream?.locked) throw optionError("The stream is locked: something else reads it.");
  return stream;
}

// Checks members instead of the class: a response may come from another realm or be a test double.
function isResponse(source: unknown): source is Response {
  return typeof source === "object" && source !== null && "body" in source && "status" in source;
}

function streamOf(source: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  if (typeof source === "object" && source !== null && "getReader" in source) return source;
  refuseTree(source);
  throw optionError("The source must be a stream of bytes or a Response.");
}

function responseBody(response: Response): ReadableStream<Uint8Array> | undefined {
  const body = response.body ?? undefined;
  // The body of a failed response is not read, so it may be locked.
  if (!response.ok) return body?.locked ? undefined : body;
  if (response.bodyUsed) throw optionError("The answer was read already.");
  return body;
}

/** Throws for a response that is not ok. The module must be loaded: it maps a status to a code. */
export function assertOk(module: Module, source: ReadableStream<Uint8Array> | Response): void {
  if (!isResponse(source) || source.ok) return;
  const { status, type, headers } = source;
  if (type === "error") throw new BusinessUnitsError("ERR_NETWORK", "The answer never came.");
  const header = (name: string) => textOf(headers?.get?.(name));
  const { code, ...wait } = module.glue.refusal(status, header("retry-after"), header("date"));
  const details = status === 0 ? wait : { status, ...wait };
  throw new BusinessUnitsError(code as ErrorCode, `The answer is no listing: status ${status}.`, details);
}

// A test double may return any value for a header.
function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
