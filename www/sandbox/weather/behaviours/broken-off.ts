import { type CaseRequest, goodBody } from "../good.ts";
import { jsonHead } from "../head.ts";
import type { Place } from "../script.ts";
import type { Step } from "../wire.ts";

/** How an answer that breaks off ends. */
export type How = "reset" | "close" | "fall silent";

// A reset discards the bytes that the client has not read, so the client gets time to read.
const READ_MS = 30;

const LAST: Record<How, readonly Step[]> = {
  reset: [{ waitMs: READ_MS }, "reset"],
  close: [],
  "fall silent": ["silence"],
};

/** The documented answer up to that place, and no further. */
export function* brokenOff(asked: CaseRequest, how: How, at: Place): Iterable<Step> {
  const body = Buffer.from(goodBody(asked));
  const head = Buffer.from(jsonHead(200, body.length));
  const sent = Buffer.concat([head, body]).subarray(0, placeIn(head, body, at));
  if (sent.length > 0) yield sent;
  yield* LAST[how];
}

function placeIn(head: Buffer, body: Buffer, at: Place): number {
  const places: Record<Place, number> = {
    start: 0,
    "status line": "HTTP/1.1 2".length,
    headers: Math.floor(head.length / 2),
    "after headers": head.length,
    body: head.length + Math.floor(body.length / 2),
  };
  return places[at];
}
