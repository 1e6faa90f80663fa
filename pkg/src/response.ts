import type { ErrorCode } from "./error-code.js";
import { BusinessUnitsError, optionError } from "./errors.js";
import type { Module } from "./module.js";
import { refuseTree } from "./unit-tree.js";

/** The stream to read of either, `undefined` for an answer without a body; throws for what cannot be read. */
export function bodyOf(
  source: ReadableStream<Uint8Array> | Response,
): ReadableStream<Uint8Array> | undefined {
  const stream = isResponse(source) ? responseBody(source) : streamOf(source);
  if (stream?.locked) throw optionError("The stream is locked: something else reads it.");
  return stream;
}

// By what they can do, not by instanceof: a test's or another realm's are as good.
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
  // What a refusal says is not read, so nobody minds who has read it.
  if (!response.ok) return body?.locked ? undefined : body;
  if (response.bodyUsed) throw optionError("The answer was read already.");
  return body;
}

/** Throws for an answer that is no listing; the module, which knows what its status means, must be loaded. */
export function assertOk(module: Module, source: ReadableStream<Uint8Array> | Response): void {
  if (!isResponse(source) || source.ok) return;
  const { status, type, headers } = source;
  if (type === "error") throw new BusinessUnitsError("ERR_NETWORK", "The answer never came.");
  const header = (name: string) => textOf(headers?.get?.(name));
  const { code, ...wait } = module.glue.refusal(status, header("retry-after"), header("date"));
  const details = status === 0 ? wait : { status, ...wait };
  throw new BusinessUnitsError(code as ErrorCode, `The answer is no listing: status ${status}.`, details);
}

// What is taken for a Response may have anything in the place of a text.
function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
