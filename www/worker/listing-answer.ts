import { streamOf } from "./bytes.ts";
import { ageOf } from "./cache/entry.ts";
import { NotServed, type Served } from "./cache/read.ts";
import { isNamed, tagOf } from "./etag.ts";
import { problemFrom, retryAfter } from "./failure-problem.ts";
import { ANSWER_HEADERS } from "./headers.ts";
import { Problem } from "./problem.ts";
import type { Timing } from "./timing.ts";
import type { View } from "./view/view.ts";

/** The parts of a request that its answer depends on. */
export interface Asking {
  method: string;
  ifNoneMatch: string | undefined;
  region: string | null;
  now: number;
  timing: Timing;
  signal: AbortSignal | undefined;
}

/**
 * Returns the answer that shows a listing, or 304 where the reader has it. A document that says `stale` has a tag of its
 * own: otherwise a reader who has it would never learn that the listing is fresh again.
 */
export async function answerOf(served: Served, view: View, asking: Asking): Promise<Response> {
  const { entry } = served;
  const stale = isStale(served);
  const tag = await tagOf(entry, view.isDated && stale ? `stale ${view.name}` : view.name);
  const headers = new Headers({
    ...ANSWER_HEADERS,
    ...view.headers,
    ...cacheHeaders(served, asking.now),
    etag: tag,
  });
  const isKnown = isNamed(tag, asking.ifNoneMatch);
  // `*` names any document, and only the view knows whether there is one.
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

// The content security policy stays: a browser applies the headers of a 304 to its copy.
function unchanged(headers: Headers): Response {
  headers.delete("content-type");
  headers.delete("content-disposition");
  return new Response(null, { status: 304, headers });
}

/** Returns the chunks of the view. A refusal by the view gets the headers of the cache, too. */
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
    throw new Problem(code, message, { members, headers: { ...headers, ...cacheHeaders(served, now) } });
  }
}

function cacheHeaders({ entry, state, failure }: Served, now: number): Record<string, string> {
  return {
    age: String(Math.floor(ageOf(entry, now) / 1_000)),
    date: new Date(now).toUTCString(),
    "x-cache": state,
    ...(failure && retryAfter(failure, now)),
  };
}
