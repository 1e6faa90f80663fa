import type { ErrorCode } from "business-units";

type Kind = readonly [status: number, title: string];

// The worker's own refusals. The package's codes begin with ERR_, these do not.
const OWN = {
  UNKNOWN_PARAMETER: [400, "The query has a parameter that this address does not take"],
  WRONG_PARAMETER: [400, "A parameter is missing or has an invalid value"],
  KEY_REQUIRED: [401, "An API key is needed"],
  ACCESS_REFUSED: [401, "Cloudflare Access did not authenticate this request"],
  ACCOUNT_FORBIDDEN: [403, "This caller may not read this account"],
  ORIGIN_FORBIDDEN: [403, "Pages of this origin may not use this API"],
  UNKNOWN_PATH: [404, "There is nothing at this address"],
  UNKNOWN_UNIT: [404, "The account has no such unit"],
  METHOD_NOT_ALLOWED: [405, "This method is not allowed here"],
  VIEW_TOO_DEEP: [422, "The listing is too deep for this view"],
  TOO_MANY_REQUESTS: [429, "Too many requests"],
  NOT_PROTECTED: [503, "The worker has no callers configured"],
  NOT_CONFIGURED: [503, "The worker is not configured for this service"],
  ACCESS_UNAVAILABLE: [503, "The caller cannot be checked at the moment"],
  BREAKER_OPEN: [503, "The service keeps failing, so calls to it are paused"],
  PACED: [503, "The worker has reached its limit of calls to the service"],
} as const satisfies Record<string, Kind>;

// The status says who has to act, the code what happened.
// 400, 404: the caller's (a bad account id or region; an account that is not there).
// 502: the service or our standing with it. Its 401 and 403 belong here, not to the caller: they refuse our
//      credentials, and a 401 of ours means "show an API key", which would be the wrong thing to do.
// 503: later, see Retry-After. The service limits our client id, which all callers share, so it is not their 429.
const UPSTREAM = {
  ERR_OPTION: [400, "The request has a value that the service does not accept"],
  ERR_NOT_FOUND: [404, "The service does not know this account"],
  ERR_STATE: [500, "The worker used a tree that was already freed"],
  ERR_INTERNAL: [500, "The worker failed"],
  ERR_NETWORK: [502, "The service could not be reached"],
  ERR_UNAUTHORIZED: [502, "The service refused the worker's credentials"],
  ERR_FORBIDDEN: [502, "The service does not let the worker read this account"],
  ERR_SERVER: [502, "The service failed"],
  ERR_STATUS: [502, "The service refused the request"],
  ERR_REDIRECT: [502, "The service redirected the worker"],
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

/** Every code. */
export const problemCodes = Object.keys(KINDS) as [Code, ...Code[]];

/** The codes of failed calls to a provider. */
export const upstreamCodes = Object.keys(UPSTREAM) as ErrorCode[];

/** Returns the status and the title of a problem. */
export function kindOf(code: Code): Kind {
  return KINDS[code];
}

/** A refusal that becomes an answer: `members` are added to those of RFC 9457, `headers` to the answer. */
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
