import { type Answer, bare, json, type Question } from "./answer.ts";
import { autodeskUnits } from "./providers/autodesk.ts";
import { imochaUnits } from "./providers/imocha.ts";
import { bearerRefusal, type Grants, mint } from "./providers/autodesk-mint.ts";

interface Route {
  method: string;
  path: RegExp;
  answer(question: Question, matched: RegExpExecArray, grants: Grants, nowMs: number): Answer;
}

const ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: /^\/authentication\/v2\/token$/,
    answer: (question, _matched, grants, nowMs) => mint(question, grants, nowMs),
  },
  {
    method: "GET",
    path: /^\/hq\/v1\/(regions\/eu\/)?accounts\/([^/]+)\/business_units_structure$/,
    answer: (question, [, eu, accountId = ""], grants, nowMs) =>
      bearerRefusal(question, "account:read", grants, nowMs) ??
      autodeskUnits(question, accountId, eu !== undefined),
  },
  { method: "GET", path: /^\/v3\/accounts\/business-units$/, answer: imochaUnits },
];

/** What either service answers to a request; an unknown path is 404, a known one otherwise used 405. */
export function answerTo(question: Question, grants: Grants, nowMs: number): Answer {
  for (const route of ROUTES) {
    const matched = route.path.exec(question.path);
    if (matched === null) continue;
    if (question.method !== route.method) return bare(405, { allow: `${route.method}, OPTIONS` });
    return route.answer(question, matched, grants, nowMs);
  }
  return json(404, { message: "Resource not found" });
}
