import type { ErrorCode } from "./errors.js";
import type { Unit } from "./unit.js";

/** The service a listing comes from. */
export type Provider = "autodesk" | "imocha";

/** Where Autodesk keeps an account. The list grows on their side, so any other text is accepted too. */
export type Region = "US" | "EMEA" | "AUS" | "CAN" | "DEU" | "IND" | "JPN" | "GBR" | (string & {});

/** How far a listing has arrived: bytes after decompression, and units read from them. */
export interface Progress {
  bytes: number;
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
  /** The longest wait for the next byte. Default 5 000. */
  stallTimeoutMs?: number;
  /** The longest the call may take, all attempts and waits together, the token too. Default 25 000. */
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
  fetch?: typeof fetch;
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
  clientId: string;
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
  fetch?: typeof fetch;
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

/** An id as JavaScript holds it. A number that is not a safe integer is refused: it is no longer what was sent. */
type IdInput = string | number | bigint;

/** A unit as Autodesk sends it. */
export interface AutodeskUnitInput {
  id: IdInput;
  account_id?: IdInput | null;
  parent_id?: IdInput | null;
  name?: string | null;
  description?: string | null;
  path?: string | null;
  created_at?: string | null;
  updated_at?: string | null;
}

/** A unit as iMocha sends it. */
export interface ImochaUnitInput {
  businessUnitId: IdInput;
  businessUnitName?: string | null;
  createdOn?: string | null;
}

/** A {@link UnitRecord} of which only the id is needed. */
export interface UnitRecordInput {
  id: IdInput;
  /** The place in which the unit was sent. When all units have one, it is their order. */
  index?: number | null;
  parentId?: IdInput | null;
  name?: string | null;
  description?: string | null;
  path?: string | null;
  accountId?: IdInput | null;
  createdAt?: string | null;
  updatedAt?: string | null;
}

/** One unit, in either service's words or in ours; told apart by its keys. */
export type UnitInput = AutodeskUnitInput | ImochaUnitInput | UnitRecordInput;

/** One unit as plain data. Texts are exactly what was sent, null where nothing was. */
export interface UnitRecord {
  /** The preorder place in the tree, from 0. */
  row: number;
  /** The place in the listing, from 0. */
  index: number;
  /** The service's id, `""` where it sent none. */
  id: string;
  /** The parent's id as sent, also when no such unit is listed. */
  parentId: string | null;
  name: string | null;
  description: string | null;
  /** The service's own path text; advisory, the tree never comes from it. */
  path: string | null;
  accountId: string | null;
  /** iMocha's has no time zone. */
  createdAt: string | null;
  updatedAt: string | null;
  /** Levels above the unit; 0 for a root. */
  depth: number;
  /** How many units the subtree has, itself counted. */
  size: number;
}

/** A {@link UnitRecord} with the units below it. */
export interface UnitJson extends UnitRecord {
  children: UnitJson[];
}

/** One number per row, in preorder. */
export interface Columns {
  depth: Uint32Array;
  size: Uint32Array;
  /** The parent's row, -1 for a root. */
  parent: Int32Array;
  index: Uint32Array;
}

/** The options of a search. */
export interface SearchOptions {
  /** The most hits to return. */
  limit?: number;
}

/** A unit whose name was found. */
export interface SearchHit {
  row: number;
  unit: Unit;
  /** The found parts of the name, half-open, in UTF-16 units. */
  ranges: [start: number, end: number][];
}

interface UnitDefect<Kind extends string, Severity extends "error" | "info" = "error"> {
  kind: Kind;
  severity: Severity;
  /** The unit's row in the tree. */
  row: number;
  id: string;
  /** One sentence for people. */
  message: string;
}

/** A unit without an id: it stands under its parent, and only its row finds it. */
export type EmptyIdDefect = UnitDefect<"EmptyId">;

/** An id seen before: the first unit keeps the id and the children. */
export interface DuplicateIdDefect extends UnitDefect<"DuplicateId"> {
  /** The unit that keeps the id, and this one. */
  rows: [first: number, again: number];
}

/** A parent that is not in the listing: the unit stands as a root. */
export interface MissingParentDefect extends UnitDefect<"MissingParent"> {
  parentId: string;
  /** The unit that was probably meant: its place in `path` says so, or its id differs by letter case only. */
  suggestion?: { row: number; by: "path" | "case" };
}

/** A unit that names itself as its parent: it stands as a root. */
export type SelfParentDefect = UnitDefect<"SelfParent">;

/** A loop of parents, once per loop: its first unit in the listing stands as a root. */
export interface CycleDefect extends UnitDefect<"Cycle"> {
  /** The units of the loop. */
  rows: number[];
  ids: string[];
}

/** A unit of another account than the listing's. */
export interface OtherAccountDefect extends UnitDefect<"OtherAccount"> {
  accountId: string;
}

/** A `path` that does not fit the unit's place in the tree. */
export interface PathMismatchDefect extends UnitDefect<"PathMismatch", "info"> {
  expected: string;
  found: string;
}

/** iMocha's `count` is not the number of units it listed. */
export interface CountMismatchDefect {
  kind: "CountMismatch";
  severity: "info";
  message: string;
  count: number;
  listed: number;
}

/** Something wrong in a listing. It is reported and never thrown: every unit has a place in the tree all the same. */
export type Defect =
  | EmptyIdDefect
  | DuplicateIdDefect
  | MissingParentDefect
  | SelfParentDefect
  | CycleDefect
  | OtherAccountDefect
  | PathMismatchDefect
  | CountMismatchDefect;

/** The names of the defects. */
export type DefectKind = Defect["kind"];
