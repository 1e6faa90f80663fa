import type { Behaviour } from "../../../www/sandbox/weather/script.ts";

/** Units of the listing that both services document. */
export const DOCUMENTED = 2;

export const ANSWER: Behaviour = { does: "answer" };

/** A refusal with that status, and perhaps a `Retry-After`. */
export function refuse(status: number, retryAfter?: string): Behaviour {
  return retryAfter === undefined
    ? { does: "refuse", status }
    : { does: "refuse", status, headers: { "retry-after": retryAfter } };
}

/** The services in turns, so that a table of one kind of answer shows both. */
export function inTurns(nth: number): "autodesk" | "imocha" {
  return nth % 2 === 0 ? "autodesk" : "imocha";
}
