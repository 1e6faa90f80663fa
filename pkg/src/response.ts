import { BusinessUnitsError, type ErrorCode, type ErrorDetails, optionError } from "./errors.js";

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
  throw optionError("The source must be a stream of bytes or a Response.");
}

function responseBody(response: Response): ReadableStream<Uint8Array> | undefined {
  if (!response.ok) throw refused(response);
  if (response.bodyUsed) throw optionError("The answer was read already.");
  return response.body ?? undefined;
}

function refused(response: Response): BusinessUnitsError {
  if (response.body && !response.body.locked) response.body.cancel().catch(() => undefined);
  const { status } = response;
  const code = codeOf(response);
  const details = status === 0 ? {} : { status, ...retryAfter(response.headers) };
  return new BusinessUnitsError(code, `The answer is no listing: status ${status}.`, details);
}

const CODES: Record<number, ErrorCode> = {
  401: "ERR_UNAUTHORIZED",
  403: "ERR_FORBIDDEN",
  404: "ERR_NOT_FOUND",
  429: "ERR_RATE_LIMITED",
};

function codeOf({ status, type }: Response): ErrorCode {
  if (type === "error") return "ERR_NETWORK";
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) return "ERR_REDIRECT";
  return CODES[status] ?? (status >= 500 ? "ERR_SERVER" : "ERR_STATUS");
}

function retryAfter(headers: Headers): ErrorDetails {
  const seconds = headers.get("retry-after") ?? "";
  return /^\d{1,9}$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1000 } : {};
}
