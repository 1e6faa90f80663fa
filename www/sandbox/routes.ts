import { type Answer, bare, json, type Question } from "./answer.ts";
import { providers } from "./providers/list.ts";

/** Answers a request as its provider does. */
export type Answering = (question: Question, nowMs: number) => Answer;

/** Makes the answers of a new sandbox. An unknown path is 404, a known one with another method 405. */
export function answering(): Answering {
  const routes = providers.flatMap((provider) => provider.routes());
  return (question, nowMs) => {
    for (const route of routes) {
      const matched = route.path.exec(question.path);
      if (matched === null) continue;
      if (question.method !== route.method) return bare(405, { allow: `${route.method}, OPTIONS` });
      return route.answer(question, matched, nowMs);
    }
    return json(404, { message: "Resource not found" });
  };
}
