import { BusinessUnitsError, type ErrorCode } from "business-units";
import { listing as autodeskListing } from "../../../www/sandbox/datasets/documented-autodesk.ts";
import { listing as imochaListing } from "../../../www/sandbox/datasets/documented-imocha.ts";

/** The answers that the services' own pages show, byte for byte. */
export const DOCUMENTED = {
  autodesk: [...autodeskListing()].join(""),
  imocha: [...imochaListing()].join(""),
};

/** For calls over a socket that are to end well on a busy machine, whose own times are not what a test is about. */
export const PATIENT = { attemptTimeoutMs: 60_000, stallTimeoutMs: 60_000, deadlineMs: 100_000 };

/** A request as an injected `fetch` saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  redirect: string;
  body: string;
  signal: AbortSignal;
}

/** A `fetch` that keeps what it was asked, and lets `answer` answer. */
export function recording(answer: (request: Request) => Response | Promise<Response>): {
  fetch: typeof fetch;
  seen: Seen[];
} {
  const seen: Seen[] = [];
  const record: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, url, redirect } = request;
    const signal = init?.signal ?? request.signal;
    const headers = Object.fromEntries(request.headers);
    seen.push({ method, url, headers, redirect, signal, body: await request.clone().text() });
    return answer(request);
  };
  return { fetch: record, seen };
}

/** A `fetch` that always gives this answer. */
export function answering(body: BodyInit | null, init?: ResponseInit): typeof fetch {
  return async () => new Response(body, init);
}

/** The error that `work` ends with, thrown or rejected; fails when it ends well. */
export async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("it did not fail");
}

/** Returns the `BusinessUnitsError` that `work` ends with; fails when it ends otherwise. */
export async function errorOf(work: () => unknown): Promise<BusinessUnitsError> {
  const thrown = await failureOf(work);
  if (thrown instanceof BusinessUnitsError) return thrown;
  throw new Error(`it failed with something else: ${thrown}`);
}

/** The code of the error of ours that `work` ends with. */
export async function codeOf(work: () => unknown): Promise<ErrorCode> {
  return (await errorOf(work)).code;
}

/** A stream that gives these chunks and then ends. */
export function streamOf(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const rest = chunks[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = rest.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** Text as UTF-8. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A body that is white space without end, always there at once. */
export function alwaysMore(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(bytesOf(" ")) });
}
