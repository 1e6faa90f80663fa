import { type Chunks, chunksOf } from "./chunks.js";
import type { ErrorCode } from "./error-code.js";
import { BusinessUnitsError, optionError } from "./errors.js";
import type { Module } from "./module.js";
import { refuseTree } from "./unit-tree.js";
import { encode } from "./units-bytes.js";
import { tooLarge } from "./view.js";

/** What `readTree` reads: a stream or another source of chunks, or a response. */
export type ReadSource = ReadableStream<unknown> | AsyncIterable<unknown> | Blob | Response;

/** A response of any `fetch`, or a test double of one: its body may be no stream, and any member may be missing. */
interface AnyResponse {
  readonly ok?: unknown;
  readonly status: number;
  readonly type?: unknown;
  readonly headers?: { get?(name: string): unknown } | undefined;
  readonly body?: unknown;
  readonly bodyUsed?: unknown;
  arrayBuffer?(): Promise<ArrayBuffer>;
  text?(): Promise<string>;
  json?(): Promise<unknown>;
}

/** Returns the body of a source, `undefined` for a response without one. Throws `ERR_OPTION` for anything else. */
export function bodyOf(source: ReadSource): Chunks | undefined {
  if (isResponse(source)) return responseBody(source);
  const chunks = chunksOf(source);
  if (chunks) return chunks;
  refuseTree(source);
  throw optionError("The source must be a stream or an async iterable of bytes, a Blob or a Response.");
}

// Checks members instead of the class: a response may come from another realm, a polyfill or a test.
function isResponse(source: unknown): source is AnyResponse {
  return typeof source === "object" && source !== null && "status" in source && !("getReader" in source);
}

function isOk({ ok, status }: AnyResponse): boolean {
  return ok === undefined ? status >= 200 && status < 300 : Boolean(ok);
}

function responseBody(response: AnyResponse): Chunks | undefined {
  const { body } = response;
  // The body of a failed response is not read, so it may be locked.
  if (!isOk(response)) return isLocked(body) ? undefined : chunksOf(body);
  if (response.bodyUsed === true) throw optionError("The answer was read already.");
  if (body === null) return undefined;
  const chunks = chunksOf(body) ?? wholeBody(response);
  if (chunks) return chunks;
  throw optionError("The Response has no body that can be read.", {
    hint: "It needs a stream as its body, or arrayBuffer(), text() or json().",
  });
}

function isLocked(body: unknown): boolean {
  return typeof body === "object" && body !== null && "locked" in body && body.locked === true;
}

/** Reads a body that is no stream (whatwg-fetch, test doubles) as one chunk. */
function wholeBody(response: AnyResponse): Chunks | undefined {
  const whole = wholeBytes(response);
  if (whole === undefined) return undefined;
  let isDone = false;
  return {
    async next() {
      if (isDone) return { done: true, value: undefined };
      isDone = true;
      return { done: false, value: await whole() };
    },
    cancel: () => undefined,
    release: () => undefined,
  };
}

function wholeBytes(response: AnyResponse): (() => Promise<unknown>) | undefined {
  if (typeof response.arrayBuffer === "function") return async () => response.arrayBuffer?.();
  if (typeof response.text === "function") return async () => encode(String(await response.text?.()));
  if (typeof response.json !== "function") return undefined;
  return async () => encode(JSON.stringify(await response.json?.()) ?? "");
}

/** @internal Throws for a response that is not ok. The module must be loaded: it maps a status to a code. */
export function assertOk(module: Module, source: ReadSource): void {
  if (!isResponse(source) || isOk(source)) return;
  const { status, type, headers } = source;
  if (type === "error") throw new BusinessUnitsError("ERR_NETWORK", "The answer never came.");
  const header = (name: string) => textOf(headers?.get?.(name));
  const { code, ...wait } = module.glue.refusal(status, header("retry-after"), header("date"));
  const details = status === 0 ? wait : { status, ...wait };
  throw new BusinessUnitsError(code as ErrorCode, `The answer is no listing: status ${status}.`, details);
}

/** Throws `ERR_TOO_LARGE` for a response whose head announces more bytes than `maxBytes`. */
export function assertAnnounced(source: ReadSource, maxBytes: unknown): void {
  if (typeof maxBytes !== "number" || !isResponse(source)) return;
  const header = (name: string) => textOf(source.headers?.get?.(name));
  // A page sees the length of another origin's answer but not its coding. A coded body has another length.
  const isCoded = source.type === "cors" || (header("content-encoding") ?? "identity") !== "identity";
  const length = Number(header("content-length") ?? 0);
  if (!isCoded && length > maxBytes) throw tooLarge("bytes", maxBytes);
}

// A test double may return any value for a header.
function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
