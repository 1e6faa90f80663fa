import { answer, answerAfter, grant, refuse, withLongHeader } from "./behaviours/answer.ts";
import { brokenOff } from "./behaviours/broken-off.ts";
import { flood } from "./behaviours/floods.ts";
import { badlyChunked, compressed, measuredTwice, nonsense } from "./behaviours/framed.ts";
import { oddBody } from "./behaviours/odd-bodies.ts";
import { redirect } from "./behaviours/redirect.ts";
import { dripping, paused } from "./behaviours/slow.ts";
import type { CaseRequest } from "./good.ts";
import type { Behaviour } from "./script.ts";
import type { Steps } from "./wire.ts";

/** Returns the steps of a behaviour on the connection. */
export function stepsOf(behaviour: Behaviour, asked: CaseRequest): Steps {
  switch (behaviour.does) {
    case "answer":
      return answer(asked);
    case "grant":
      return grant(asked, behaviour);
    case "refuse":
      return refuse(behaviour.status, behaviour.headers, behaviour.body);
    case "reset":
    case "close":
    case "fall silent":
      return brokenOff(asked, behaviour.does, behaviour.at);
    case "pause":
      return paused(asked, behaviour.ms);
    case "drip":
      return dripping(behaviour.everyMs);
    case "chunk badly":
      return badlyChunked(asked, behaviour.fault);
    case "compress":
      return compressed(asked, behaviour.coding, behaviour.cut);
    case "speak nonsense":
      return nonsense();
    case "answer after":
      return answerAfter(asked, behaviour.statuses);
    case "send a long header":
      return withLongHeader(asked, behaviour.bytes);
    case "measure twice":
      return measuredTwice(asked, behaviour.as);
    case "send":
      return oddBody(asked, behaviour.body);
    case "flood":
      return flood(behaviour.as, behaviour.bytes);
    case "redirect":
      return redirect(asked, behaviour.status, behaviour.to);
  }
}
