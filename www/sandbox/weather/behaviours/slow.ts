import { type CaseRequest, goodBody } from "../good.ts";
import { jsonHead } from "../head.ts";
import type { Step } from "../wire.ts";

/** The documented answer with a pause in the middle of its body. */
export function* paused(asked: CaseRequest, ms: number): Iterable<Step> {
  const body = Buffer.from(goodBody(asked));
  const middle = Math.floor(body.length / 2);
  yield jsonHead(200, body.length);
  yield body.subarray(0, middle);
  yield { waitMs: ms };
  yield body.subarray(middle);
}

/** An answer that never ends, and never is silent for long. */
export function* dripping(everyMs: number): Iterable<Step> {
  yield jsonHead(200, 1_000_000);
  for (;;) {
    yield " ";
    yield { waitMs: everyMs };
  }
}
