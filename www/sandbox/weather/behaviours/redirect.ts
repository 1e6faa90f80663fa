import type { CaseRequest } from "../good.ts";
import { head } from "../head.ts";
import type { Step } from "../wire.ts";

/** Sends the client away: to another path, to the other host, or in a circle. */
export function* redirect(
  asked: CaseRequest,
  status: number,
  to: "same host" | "other host" | "itself",
): Iterable<Step> {
  const places = {
    "same host": `${asked.here}/moved${asked.path}`,
    "other host": asked.elsewhere + asked.path,
    itself: asked.here + asked.path,
  };
  yield head(status, [
    ["location", places[to]],
    ["content-length", "0"],
  ]);
}
