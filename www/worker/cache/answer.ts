import { dated } from "../document.ts";
import { ANSWER_HEADERS } from "../headers.ts";
import { streamOf } from "./bytes.ts";
import { ageOf } from "./entry.ts";
import { isNamed, tagOf } from "./etag.ts";
import { retryAfter } from "./failure.ts";
import type { Served } from "./read.ts";

/** What an answer looks at in its request. */
export interface Asking {
  method: string;
  ifNoneMatch: string | undefined;
  now: number;
}

/**
 * The answer that holds a listing, or 304 where its reader has it. What is shown in place of a newer one is another
 * document: it says `stale`, and its tag differs, or a reader who has it would never hear that it no longer is.
 */
export async function answerOf(served: Served, { method, ifNoneMatch, now }: Asking): Promise<Response> {
  const { entry, state } = served;
  const stale = state === "SWR" || state === "SIE";
  const tag = await tagOf(entry, stale ? "flat stale" : "flat");
  const headers = new Headers({ ...ANSWER_HEADERS, ...told(served, now), etag: tag });
  if (isNamed(tag, ifNoneMatch)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  const body = method === "HEAD" ? null : streamOf(dated(entry.body, entry.asOf, stale));
  return new Response(body, { headers });
}

function told({ entry, state, failure }: Served, now: number): Record<string, string> {
  return {
    age: String(Math.floor(ageOf(entry, now) / 1_000)),
    date: new Date(now).toUTCString(),
    "x-cache": state,
    ...(failure && retryAfter(failure, now)),
  };
}
