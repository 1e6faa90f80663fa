import type { ErrorCode } from "./error-code.js";
import type { Fetch } from "./platform.js";

/** The service a listing comes from. */
export type Provider = "autodesk" | "imocha";

/** Where Autodesk keeps an account. The list grows on their side, so any other text is accepted too. */
export type Region = "US" | "EMEA" | "AUS" | "CAN" | "DEU" | "IND" | "JPN" | "GBR" | (string & {});

/** How far a listing has arrived: bytes after decompression, and units read from them. */
export interface Progress {
  /** Bytes so far. */
  bytes: number;
  /** Units so far. */
  units: number;
}

/** One request that was made. Times are milliseconds. */
export interface Attempt {
  /** The answer's status; absent when no answer came. */
  status?: number;
  /** What went wrong; absent when nothing did. */
  kind?: ErrorCode;
  /** How long we waited before this attempt. */
  waitMs: number;
  /** How long the attempt took. */
  ms: number;
}

/** What both services' calls understand. Times are whole milliseconds, sizes are bytes after decompression. */
export interface CallOptions {
  /** Ends the call at any stage; the promise rejects with `signal.reason`, the very value. */
  signal?: AbortSignal;
  /** The longest one attempt may take, body included. Default 8 000. */
  attemptTimeoutMs?: number;
  /** The longest wait for the next byte; a piece without one is none. Default 5 000. */
  stallTimeoutMs?: number;
  /** The longest the call may take: all attempts and waits, the token and the loading of the module. Default 25 000. */
  deadlineMs?: number;
  /**
   * How often a call asks. Default 4; 1 never asks again. A lost connection, a timeout, 408, 425, 429 and what may pass of
   * 5xx are tried again, a 200 that cannot be read once. Waits are as long as `Retry-After` says and never shorter; one
   * of more than a minute, or than is left, ends the call at once with `retryAfterMs`. The request that follows a 401
   * with another token is not counted.
   */
  maxAttempts?: number;
  /** A larger body is `ERR_TOO_LARGE`. Default 64 MiB. */
  maxBytes?: number;
  /** An https origin (or http on a loopback host) with an optional path prefix. Default: the service's own. */
  baseUrl?: string;
  /** Carries the request instead of the runtime's `fetch`: a service binding, a proxy, a test. */
  fetch?: Fetch;
  /** Hears of each attempt when it is over, also of those that are tried again. What it throws is ignored. */
  onAttempt?(attempt: Attempt): void;
  /** Hears of the listing while it arrives; each attempt begins anew. What it throws is ignored. */
  onProgress?(progress: Progress): void;
  /** An edge runtime's `ctx.waitUntil`: given to the token source, whose mints may outlive the answer. */
  waitUntil?(work: Promise<unknown>): void;
}

/** What a {@link TokenSource} is told. */
export interface TokenContext {
  /** The signal of the call that needs the token. */
  signal?: AbortSignal;
  /** The token that the service has just refused: do not give it again. A call tells it once. */
  rejected?: string;
  /** The call's own, for work that others wait for, too. */
  waitUntil?(work: Promise<unknown>): void;
}

/** Gives an access token when a call needs one. */
export type TokenSource = (context: TokenContext) => string | Promise<string>;

/** The options of `fetchAutodeskUnits`. */
export interface AutodeskOptions extends CallOptions {
  /** The account, or its hub: a leading `b.` is dropped. */
  accountId: string;
  /**
   * A two-legged token with the scope `account:read`, or what gives one: a function is asked once more, with `rejected`,
   * when the service has refused its first one.
   */
  token: string | TokenSource;
  /** Sent as the `Region` header; without it none is sent, and Autodesk assumes `US`. */
  region?: Region;
  /** Uses the older European path. With a region other than `EMEA` this is `ERR_OPTION`. */
  legacyEuPath?: boolean;
}

/** The options of `fetchImochaUnits`. */
export interface ImochaOptions extends CallOptions {
  /**
   * The account's key, or what gives it: a function is asked once more when the service has refused its first one. It
   * opens the whole account: keep it out of pages.
   */
  apiKey: string | (() => string | Promise<string>);
}

/** The options of `autodeskToken`. */
export interface AutodeskTokenOptions {
  /** The app's client id. */
  clientId: string;
  /** The app's secret. It is sent to the token endpoint only, and is in no error. */
  clientSecret: string;
  /** Default `["account:read"]`. */
  scopes?: readonly string[];
  /**
   * How the token endpoint is shown the secret: HTTP Basic as Autodesk documents it (`"basic"`, the default), HTTP Basic
   * over the form-encoded id and secret as RFC 6749 has it, or in the body.
   */
  auth?: "basic" | "encodedBasic" | "body";
  /** As in {@link CallOptions}. */
  baseUrl?: string;
  /** As in {@link CallOptions}. */
  fetch?: Fetch;
  /** For a source that belongs to one request; a call's own `waitUntil` goes before it. */
  waitUntil?(work: Promise<unknown>): void;
}

/** The options of `buildTree`. */
export interface TreeOptions {
  /** The service the listing comes from. Default: told by the key of its list, or by the keys of its units. */
  provider?: Provider;
  /** The account that was asked for; a unit of another one is an `OtherAccount` defect. Default: the first unit's. */
  accountId?: string;
  /** A larger input is `ERR_TOO_LARGE`. Default: no limit. */
  maxBytes?: number;
  /** More units are `ERR_TOO_LARGE`. Default 1 000 000. */
  maxUnits?: number;
}

/** The options of `readTree`. */
export interface ReadOptions extends TreeOptions {
  /** Cancels the stream; the promise rejects with `signal.reason`, the very value. */
  signal?: AbortSignal;
  /** Hears of the listing after each chunk. What it throws is ignored. */
  onProgress?(progress: Progress): void;
}
