import { type CaseRequest, goodBody, tokenOf } from "../good.ts";
import { head, jsonHead, statusLine } from "../head.ts";
import type { Step } from "../wire.ts";

/** The documented answer. */
export function answer(asked: CaseRequest): Iterable<Step> {
  return whole(goodBody(asked));
}

/** A token whose fields may be odd. */
export function grant(
  asked: CaseRequest,
  fields: { token?: unknown; type?: unknown; expiresIn?: unknown },
): Iterable<Step> {
  const { token = tokenOf(asked), type = "Bearer", expiresIn = 3599 } = fields;
  const sent = Object.entries({ access_token: token, token_type: type, expires_in: expiresIn });
  return whole(JSON.stringify(Object.fromEntries(sent.filter(([, value]) => value !== null))));
}

/** The documented answer behind answers that are none yet, such as 103. */
export function* answerAfter(asked: CaseRequest, statuses: readonly number[]): Iterable<Step> {
  for (const status of statuses) yield `${statusLine(status)}\r\n`;
  yield* answer(asked);
}

/** The documented answer with a header of that many bytes. */
export function* withLongHeader(asked: CaseRequest, bytes: number): Iterable<Step> {
  const body = Buffer.from(goodBody(asked));
  yield jsonHead(200, body.length, [["x-long", "x".repeat(bytes)]]);
  yield body;
}

/** Any status, with headers and perhaps a body. */
export function* refuse(status: number, headers: Record<string, string> = {}, body = ""): Iterable<Step> {
  const bytes = Buffer.from(body);
  // One moment for all dates of an answer: a second may end between two of them.
  const now = Date.now();
  const given = Object.entries(headers).map(([name, value]) => [name, dated(value, now)] as const);
  // A 304 has no body, so it needs no length.
  const length = status === 304 ? [] : ([["content-length", String(bytes.length)]] as const);
  yield head(status, [...length, ...given]);
  yield bytes;
}

function* whole(body: string): Iterable<Step> {
  const bytes = Buffer.from(body);
  yield jsonHead(200, bytes.length);
  yield bytes;
}

function dated(value: string, now: number): string {
  return value.replace(/\{now([+-]\d+)\}/, (_, seconds) =>
    new Date(now + Number(seconds) * 1000).toUTCString(),
  );
}
