import { streamOf } from "./bytes.ts";
import { ageOf } from "./cache/entry.ts";
import { NotServed, type Served } from "./cache/read.ts";
import { isNamed, tagOf } from "./etag.ts";
import { problemFrom, retryAfter } from "./failure-problem.ts";
import { ANSWER_HEADERS } from "./headers.ts";
import { Problem } from "./problem.ts";
import type { Timing } from "./timing.ts";
import type { View } from "./view/view.ts";

/** What an answer looks at in its request. */
export interface Asking {
  method: string;
  ifNoneMatch: string | undefined;
  region: string | null;
  now: number;
  timing: Timing;
  signal: AbortSignal | undefined;
}

/**
 * The answer that shows a listing, or 304 where its reader has it. What is shown in place of a newer one is another
 * document where it says `stale`, so its tag differs, or a reader who has it would never hear that it no longer is.
 */
export async function answerOf(served: Served, view: View, asking: Asking): Promise<Response> {
  const { entry } = served;
  const stale = isStale(served);
  const tag = await tagOf(entry, view.isDated && stale ? `stale ${view.name}` : view.name);
  const headers = new Headers({ ...ANSWER_HEADERS, ...view.headers, ...told(served, asking.now), etag: tag });
  const isKnown = isNamed(tag, asking.ifNoneMatch);
  // A star is whatever there is: whether there is something, only the view can tell.
  if (isKnown && asking.ifNoneMatch?.trim() !== "*") return unchanged(headers);
  const chunks = await chunksOf(served, view, asking);
  if (asking.method !== "HEAD" && !isKnown) return new Response(streamOf(chunks), { headers });
  chunks[Symbol.iterator]().return?.();
  return isKnown ? unchanged(headers) : new Response(null, { headers });
}

/** Returns the problem that answers for a listing that is not served; anything else that was thrown stays as it is. */
export function refusalOf(thrown: unknown, now: number): unknown {
  if (!(thrown instanceof NotServed)) return thrown;
  const ageMs = Math.max(0, now - thrown.since);
  const headers = { "x-cache": thrown.state, age: String(Math.floor(ageMs / 1_000)) };
  return problemFrom(thrown.failure, ageMs, now, headers);
}

function isStale({ state }: Served): boolean {
  return state === "SWR" || state === "SIE";
}

// The policy stays: a browser takes the headers of 304 for those of the document that it has.
function unchanged(headers: Headers): Response {
  headers.delete("content-type");
  headers.delete("content-disposition");
  return new Response(null, { status: 304, headers });
}

/** What a view refuses is told like everything else: how old it is, and how it came about. */
async function chunksOf(served: Served, view: View, asking: Asking): Promise<Iterable<Uint8Array>> {
  const { region, timing, now, signal } = asking;
  try {
    return await view.chunks(served.entry.body, {
      asOf: served.entry.asOf,
      stale: isStale(served),
      region,
      timing,
      signal,
    });
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const { code, message, members, headers } = thrown;
    throw new Problem(code, message, { members, headers: { ...headers, ...told(served, now) } });
  }
}

function told({ entry, state, failure }: Served, now: number): Record<string, string> {
  return {
    age: String(Math.floor(ageOf(entry, now) / 1_000)),
    date: new Date(now).toUTCString(),
    "x-cache": state,
    ...(failure && retryAfter(failure, now)),
  };
}
