import { Pace } from "./pace.ts";
import { turnOf } from "./turns.ts";

/**
 * Paces the calls to one provider with one credential for all isolates: a Durable Object, one for each name. It has no
 * storage: the platform may evict it ten seconds after the last call, and then it begins anew.
 */
export class Pacer {
  readonly #pace = new Pace();

  /** Answers `/take`, `/count` and `/slow-down`, with `?per-minute=`. */
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const perMinute = Number(searchParams.get("per-minute"));
    const now = Date.now();
    if (pathname === "/take") return Response.json(turnOf(this.#pace, now, perMinute));
    if (pathname === "/count") this.#pace.count(now, perMinute);
    else this.#pace.slowDown(now);
    return new Response(null, { status: 204 });
  }
}
