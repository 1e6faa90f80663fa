import { IMOCHA_ACCOUNTS } from "../../catalog/imocha.ts";
import { type Answer, headerOf, type Question, stalled, streamed } from "../answer.ts";
import { listing as academy } from "../datasets/academy.ts";
import { listing as damaged } from "../datasets/damaged-imocha.ts";
import { listing as documented } from "../datasets/documented-imocha.ts";
import { imochaListing as empty } from "../datasets/empty.ts";
import { listing as letterCase } from "../datasets/letter-case.ts";
import { gatewayError, IMOCHA_REFUSALS, INVALID_KEY } from "./imocha-refusals.ts";
import type { SandboxProvider } from "./provider.ts";

const MISSING_KEY = gatewayError(
  401,
  "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
);

/** The answer for each account. */
const ANSWERS: Record<keyof typeof IMOCHA_ACCOUNTS, () => Answer> = {
  documented: () => streamed(documented()),
  academy: () => streamed(academy()),
  letterCase: () => streamed(letterCase()),
  damaged: () => streamed(damaged()),
  empty: () => streamed(empty()),
  badRequest: () => IMOCHA_REFUSALS.badRequest,
  unauthorized: () => IMOCHA_REFUSALS.unauthorized,
  forbidden: () => IMOCHA_REFUSALS.forbidden,
  notFound: () => IMOCHA_REFUSALS.notFound,
  rateLimited: () => IMOCHA_REFUSALS.rateLimited,
  serverError: () => IMOCHA_REFUSALS.serverError,
  slowHeaders: () => stalled("headers", documented()),
  slowBody: () => stalled("body", documented()),
};

const NAMES = Object.keys(IMOCHA_ACCOUNTS) as (keyof typeof IMOCHA_ACCOUNTS)[];
const NAME_BY_KEY = new Map<string, keyof typeof IMOCHA_ACCOUNTS>(
  NAMES.map((name) => [IMOCHA_ACCOUNTS[name].apiKey, name]),
);

/** Answers a request for the units of the account that its key belongs to. */
function imochaUnits(question: Question): Answer {
  const key = headerOf(question, "x-api-key") ?? "";
  if (key === "") return MISSING_KEY;
  const name = NAME_BY_KEY.get(key);
  return name === undefined ? INVALID_KEY : ANSWERS[name]();
}

/** iMocha, where a key identifies its account. */
export const imocha: SandboxProvider = {
  id: "imocha",
  prefix: "/v3/",
  listKey: "businessUnits",
  documented,
  headers: () => ({}),
  routes: () => [{ method: "GET", path: /^\/v3\/accounts\/business-units$/, answer: imochaUnits }],
};
