import type { Objects } from "../env.ts";
import type { Turn, Turns } from "./turns.ts";

// A round trip to the object, which may be on another continent.
const LONGEST_MS = 1_000;

/** The isolate's part in shared turns. */
export interface Sharing {
  /** The name of the pacer. It contains no secret. */
  service: string;
  /** The isolate's own turns, used when the object does not answer: the pace is then less exact. */
  own: Turns;
  waitUntil(work: Promise<unknown>): void;
}

/** Makes the turns that all isolates share through one object. */
export function sharedTurns(objects: Objects, { service, own, waitUntil }: Sharing): Turns {
  // The object is looked up late: a cached answer needs no turn, and the binding may be invalid.
  const send = async (what: string, perMinute = 0) => {
    const signal = AbortSignal.timeout(LONGEST_MS);
    const pacer = objects.get(objects.idFromName(service));
    return pacer.fetch(`https://pacer/${what}?per-minute=${perMinute}`, { signal });
  };
  const notify = (what: string, perMinute?: number) => waitUntil(send(what, perMinute).catch(() => {}));
  return {
    async take(perMinute) {
      try {
        return turnIn(await (await send("take", perMinute)).json());
      } catch {
        return own.take(perMinute);
      }
    },
    count(perMinute) {
      own.count(perMinute);
      notify("count", perMinute);
    },
    slowDown() {
      own.slowDown();
      notify("slow-down");
    },
  };
}

function turnIn(answer: unknown): Turn {
  const { waitMs, freeInMs } = Object(answer) as { waitMs?: unknown; freeInMs?: unknown };
  if (typeof waitMs === "number") return { waitMs };
  if (typeof freeInMs === "number") return { freeInMs };
  throw new TypeError("the pacer sent no turn");
}
