import { randomUUID } from "node:crypto";
import { AUTODESK_ACCOUNTS, type AutodeskAccount } from "../../catalog/autodesk.ts";
import { type Answer, headerOf, type Question, stalled, streamed } from "../answer.ts";
import { listing as construction } from "../datasets/construction.ts";
import { listing as damaged } from "../datasets/damaged-autodesk.ts";
import { listing as documented } from "../datasets/documented-autodesk.ts";
import { autodeskListing as empty } from "../datasets/empty.ts";
import { listing as hostile } from "../datasets/hostile.ts";
import { listing as large } from "../datasets/large.ts";
import { australianListing, emeaListing } from "../datasets/regional.ts";
import { bearerRefusal, firstGrants, mint } from "./autodesk-mint.ts";
import { AUTODESK_REFUSALS, NO_SUCH_ACCOUNT } from "./autodesk-refusals.ts";
import type { SandboxProvider } from "./provider.ts";

const answering =
  (listing: () => Iterable<string>): (() => Answer) =>
  () =>
    streamed(listing());

/** The answer for each account, once the request is valid. */
const ANSWERS: Record<keyof typeof AUTODESK_ACCOUNTS, () => Answer> = {
  documented: answering(documented),
  construction: answering(construction),
  damaged: answering(damaged),
  empty: answering(empty),
  large: answering(large),
  hostile: answering(hostile),
  emea: answering(emeaListing),
  australia: answering(australianListing),
  badRequest: () => AUTODESK_REFUSALS.badRequest,
  unauthorized: () => AUTODESK_REFUSALS.unauthorized,
  forbidden: () => AUTODESK_REFUSALS.forbidden,
  notFound: () => AUTODESK_REFUSALS.notFound,
  conflict: () => AUTODESK_REFUSALS.conflict,
  unprocessable: () => AUTODESK_REFUSALS.unprocessable,
  rateLimited: () => AUTODESK_REFUSALS.rateLimited,
  serverError: () => AUTODESK_REFUSALS.serverError,
  unavailable: () => AUTODESK_REFUSALS.unavailable,
  slowHeaders: () => stalled("headers", documented()),
  slowBody: () => stalled("body", documented()),
};

const NAMES = Object.keys(AUTODESK_ACCOUNTS) as (keyof typeof AUTODESK_ACCOUNTS)[];
const NAME_BY_ID = new Map<string, keyof typeof AUTODESK_ACCOUNTS>(
  NAMES.map((name) => [AUTODESK_ACCOUNTS[name].accountId, name]),
);

/** Returns the region of a request: the header's, with its deprecated alias, else the path's. */
function regionAsked(question: Question, onEuPath: boolean): string {
  const region = headerOf(question, "region") ?? (onEuPath ? "EMEA" : "US");
  return region === "APAC" ? "AUS" : region;
}

/** Answers an authorized request for an account's units; an account of another region is not found. */
function autodeskUnits(question: Question, accountId: string, onEuPath: boolean): Answer {
  const name = NAME_BY_ID.get(accountId);
  if (name === undefined) return NO_SUCH_ACCOUNT;
  const { region = "US" }: AutodeskAccount = AUTODESK_ACCOUNTS[name];
  const asked = regionAsked(question, onEuPath);
  const here = asked === region && (!onEuPath || region === "EMEA");
  return here ? ANSWERS[name]() : NO_SUCH_ACCOUNT;
}

/** Autodesk, whose tokens are those that this sandbox has minted. */
export const autodesk: SandboxProvider = {
  id: "autodesk",
  prefix: "/hq/",
  mint: "/authentication/v2/token",
  listKey: "business_units",
  documented,
  headers: () => ({ "x-ads-request-id": randomUUID() }),
  routes() {
    const grants = firstGrants();
    return [
      {
        method: "POST",
        path: /^\/authentication\/v2\/token$/,
        answer: (question, _, nowMs) => mint(question, grants, nowMs),
      },
      {
        method: "GET",
        path: /^\/hq\/v1\/(regions\/eu\/)?accounts\/([^/]+)\/business_units_structure$/,
        answer: (question, [, eu, accountId = ""], nowMs) =>
          bearerRefusal(question, "account:read", grants, nowMs) ??
          autodeskUnits(question, accountId, eu !== undefined),
      },
    ];
  },
};
