import type { CallOptions, ErrorCode } from "business-units";
import type { Script } from "../../../www/sandbox/weather/script.ts";

/** The columns of the matrix. */
export const RUNTIMES = ["node", "workerd", "deno", "bun", "chromium"] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** Where a case's request goes, when not to the sandbox's own address. */
export type Where = "trusted TLS" | "untrusted TLS" | "nobody" | "an unknown host";

/** When the caller aborts, and by which kind of signal. Only a timeout aborts by the clock. */
export type AbortPlan =
  | "before"
  | "next tick"
  | "with the response"
  | "in onAttempt"
  | "after success"
  | { once: "the sandbox is asked" | "half a body is here" | "it waits"; by?: "any" }
  | { afterMs: number };

/** The options that are data; times are milliseconds. */
export type Times = Pick<
  CallOptions,
  "attemptTimeoutMs" | "stallTimeoutMs" | "deadlineMs" | "maxAttempts" | "maxBytes"
>;

/** What must come of one call. */
export interface Expected {
  /** How many units the tree has; absent when the call fails. */
  size?: number;
  code?: ErrorCode | readonly ErrorCode[];
  /** The very reason of the signal, soon after the abort. */
  aborted?: true;
  /** How many requests for the listing arrived, or the fewest and the most. */
  requests: number | readonly [least: number, most: number];
  mints?: number;
  /** Between the first two requests, by the sandbox's clock. */
  minWaitMs?: number;
  retryAfterMs?: number;
  /** The first attempt timed out. */
  timedOut?: true;
  /** The error names the deadline of the whole call. */
  total?: true;
  /** The client ended the connection while the sandbox had more to send. */
  left?: true;
  memoryBelowMiB?: number;
  warned?: true;
}

/** Why a runtime cannot show a case. */
export type Skips = Partial<Record<Exclude<Runtime, "node">, string>>;

/** One call of either service, as a row. */
export interface CallCase {
  name: string;
  provider?: "autodesk" | "imocha";
  script: Script;
  where?: Where;
  options?: Times;
  /** The token comes from `autodeskToken` over the case's own address. */
  minted?: true;
  abort?: AbortPlan;
  /** How far the clock jumps after the first attempt. */
  clockJumpMs?: number;
  expect: Expected;
  skips?: Skips;
}

/** A client of the token endpoint. */
export interface Client {
  id?: string;
  secret?: string;
  scopes?: readonly string[];
}

/** Many callers of the token endpoint, as a row. */
export interface TokenCase {
  name: string;
  script: Script;
  /** Each is asked in each round; one by default. */
  clients?: readonly Client[];
  /** What is wanted: the tokens alone, or units with them. */
  asks: "token" | "units";
  /** How many callers ask each client at the same time. */
  callers?: number;
  /** How often they all ask again. */
  rounds?: number;
  /** The first caller leaves at once: aborts, or is forgotten together with the request that it served. */
  leader?: "aborts" | "is forgotten";
  expect: {
    /** How many callers, of all rounds, got what they wanted. */
    served: number;
    code?: ErrorCode;
    mints: number | readonly [least: number, most: number];
    requests?: number;
    minMintWaitMs?: number;
    retryAfterMs?: number;
    /** Parts of the first mint as it arrived. */
    mint?: { authorization?: string; body?: string };
  };
  skips?: Skips;
}

/** Rows of the table that prove one thing. */
export interface Group<Case = CallCase | TokenCase> {
  name: string;
  cases: readonly Case[];
  /** Not beside others: it measures what they would disturb. */
  alone?: true;
}

/** How a cell of the matrix turned out: it passed when there is neither a failure nor a reason to skip it. */
export interface Cell {
  group: string;
  name: string;
  ms: number;
  failures: string[];
  skipped?: string;
}
