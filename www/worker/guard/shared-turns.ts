import type { Objects } from "../env.ts";
import type { Turn, Turns } from "./turns.ts";

// A round trip to the object, wherever in the world it is, with some patience.
const LONGEST_MS = 1_000;

/** What an isolate brings to the turns that it shares. */
export interface Sharing {
  /** Which pacer. It holds no secret. */
  service: string;
  /** The isolate's own turns, for when the object cannot be asked: a service is then paced less exactly, and not refused. */
  own: Turns;
  waitUntil(work: Promise<unknown>): void;
}

/** The turns that all isolates share through one object. */
export function sharedTurns(objects: Objects, { service, own, waitUntil }: Sharing): Turns {
  // The object is looked up only when it is asked: what is bound may be none, and an answer that is kept needs no turn.
  const told = async (what: string, perMinute = 0) => {
    const signal = AbortSignal.timeout(LONGEST_MS);
    const pacer = objects.get(objects.idFromName(service));
    return pacer.fetch(`https://pacer/${what}?per-minute=${perMinute}`, { signal });
  };
  const tell = (what: string, perMinute?: number) => waitUntil(told(what, perMinute).catch(() => {}));
  return {
    async take(perMinute) {
      try {
        return turnIn(await (await told("take", perMinute)).json());
      } catch {
        return own.take(perMinute);
      }
    },
    count(perMinute) {
      own.count(perMinute);
      tell("count", perMinute);
    },
    slowDown() {
      own.slowDown();
      tell("slow-down");
    },
  };
}

function turnIn(answer: unknown): Turn {
  const { waitMs, freeInMs } = Object(answer) as { waitMs?: unknown; freeInMs?: unknown };
  if (typeof waitMs === "number") return { waitMs };
  if (typeof freeInMs === "number") return { freeInMs };
  throw new TypeError("the pacer gave no turn");
}
