/** What went wrong. The codes are a promise; the sentences are not. */
export type ErrorCode =
  /** An option or an argument is missing or not allowed. */
  | "ERR_OPTION"
  /** Used before the module was loaded, or after the tree was freed. */
  | "ERR_STATE"
  /** No whole answer came. */
  | "ERR_NETWORK"
  /** It took longer than an option allows. */
  | "ERR_TIMEOUT"
  /** 401: the service refuses the token or the key. */
  | "ERR_UNAUTHORIZED"
  /** 403: the token or the key is good, and has no right to this. */
  | "ERR_FORBIDDEN"
  /** 404: the service knows no such account. */
  | "ERR_NOT_FOUND"
  /** 429: too many requests; `retryAfterMs` says when to come back, where the service does. */
  | "ERR_RATE_LIMITED"
  /** 5xx: the service failed. */
  | "ERR_SERVER"
  /** 400, 409, 422 or any other status: `reason` has the service's own words. */
  | "ERR_STATUS"
  /** A redirect; it is never followed. */
  | "ERR_REDIRECT"
  /** More bytes or units than allowed, or than there is memory for: `limit` says how many. */
  | "ERR_TOO_LARGE"
  /** Nested output of a tree deeper than 500. */
  | "ERR_TOO_DEEP"
  /** Cut, empty, HTML or wrongly encoded: `offset` says where. */
  | "ERR_JSON"
  /** JSON of another shape: `pointer` says where. */
  | "ERR_SHAPE"
  /** The token endpoint gave no token. */
  | "ERR_TOKEN"
  /** A fault of this library. */
  | "ERR_INTERNAL";

/** Every code an error can have. */
export const ERROR_CODES: readonly ErrorCode[] = [
  "ERR_OPTION",
  "ERR_STATE",
  "ERR_NETWORK",
  "ERR_TIMEOUT",
  "ERR_UNAUTHORIZED",
  "ERR_FORBIDDEN",
  "ERR_NOT_FOUND",
  "ERR_RATE_LIMITED",
  "ERR_SERVER",
  "ERR_STATUS",
  "ERR_REDIRECT",
  "ERR_TOO_LARGE",
  "ERR_TOO_DEEP",
  "ERR_JSON",
  "ERR_SHAPE",
  "ERR_TOKEN",
  "ERR_INTERNAL",
];
