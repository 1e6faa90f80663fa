import type { ErrorCode } from "business-units";

type Kind = readonly [status: number, title: string];

// The worker's own refusals. Their codes carry no ERR_, so that nobody takes them for the package's.
const OWN = {
  UNKNOWN_PARAMETER: [400, "The query holds a parameter that this address does not know"],
  WRONG_PARAMETER: [400, "A parameter is missing, or says what it cannot say"],
  KEY_REQUIRED: [401, "An API key is needed"],
  ACCESS_REFUSED: [401, "Cloudflare Access does not vouch for this request"],
  ACCOUNT_FORBIDDEN: [403, "This caller may not read this account"],
  ORIGIN_FORBIDDEN: [403, "Pages of this origin may not ask"],
  UNKNOWN_PATH: [404, "There is nothing at this address"],
  UNKNOWN_UNIT: [404, "The account has no such unit"],
  METHOD_NOT_ALLOWED: [405, "This method is not allowed here"],
  VIEW_TOO_DEEP: [422, "The listing is too deep for this view"],
  TOO_MANY_REQUESTS: [429, "Too many requests"],
  NOT_PROTECTED: [503, "The worker does not know yet who may ask"],
  NOT_CONFIGURED: [503, "The worker is not configured for this service"],
  ACCESS_UNAVAILABLE: [503, "Who asks cannot be checked at the moment"],
  BREAKER_OPEN: [503, "The service fails, and is left alone for a while"],
  PACED: [503, "The worker asks the service as often as it may"],
} as const satisfies Record<string, Kind>;

// A status tells the caller whose turn it is; the code tells what happened.
// 400, 404: the caller's (a bad account id or region; an account that is not there).
// 502: the service or our standing with it. Its 401 and 403 belong here, not to the caller: they refuse our
//      credentials, and a 401 of ours means "show an API key", which would be the wrong thing to do.
// 503: later, see Retry-After. The service limits our client id, which all callers share, so it is not their 429.
const UPSTREAM = {
  ERR_OPTION: [400, "The request holds a value that the service cannot have"],
  ERR_NOT_FOUND: [404, "The service does not know this account"],
  ERR_STATE: [500, "The worker used something that was already gone"],
  ERR_INTERNAL: [500, "The worker failed"],
  ERR_NETWORK: [502, "The service could not be reached"],
  ERR_UNAUTHORIZED: [502, "The service refused the worker's credentials"],
  ERR_FORBIDDEN: [502, "The service does not let the worker read this account"],
  ERR_SERVER: [502, "The service failed"],
  ERR_STATUS: [502, "The service refused the request"],
  ERR_REDIRECT: [502, "The service sent the worker elsewhere"],
  ERR_TOO_LARGE: [502, "The service sent more than the worker reads"],
  ERR_TOO_DEEP: [502, "The service sent something nested too deeply"],
  ERR_JSON: [502, "The service sent something that is not JSON"],
  ERR_SHAPE: [502, "The service sent JSON of another shape"],
  ERR_TOKEN: [502, "The service sent no usable token"],
  ERR_RATE_LIMITED: [503, "The service asks for patience"],
  ERR_TIMEOUT: [504, "The service took too long"],
} as const satisfies Record<ErrorCode, Kind>;

const KINDS: Readonly<Record<Code, Kind>> = { ...OWN, ...UPSTREAM };

/** Why an answer is a problem: the package's codes and the worker's own. */
export type Code = ErrorCode | keyof typeof OWN;

/** All of them. */
export const problemCodes = Object.keys(KINDS) as [Code, ...Code[]];

/** Those that tell what came of asking a service. */
export const upstreamCodes = Object.keys(UPSTREAM) as ErrorCode[];

/** The status and the title of a problem. */
export function kindOf(code: Code): Kind {
  return KINDS[code];
}

/** A refusal on its way to the caller; `members` stand beside RFC 9457's own, `headers` go with the answer. */
export class Problem extends Error {
  readonly code: Code;
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(code: Code, detail: string, also: Partial<Pick<Problem, "members" | "headers">> = {}) {
    super(detail);
    this.code = code;
    this.members = also.members ?? {};
    this.headers = also.headers ?? {};
  }

  get status(): number {
    return KINDS[this.code][0];
  }
}
