/** Options of both calls. Units of measure are in the names. */
export interface CallOptions {
  signal?: AbortSignal;
  attemptTimeoutMs?: number;
  stallTimeoutMs?: number;
  deadlineMs?: number;
  maxAttempts?: number;
  maxBytes?: number;
  baseUrl?: string;
  fetch?: typeof fetch;
  onAttempt?(attempt: { status?: number; kind?: string; waitMs: number; ms: number }): void;
  onProgress?(progress: { bytes: number; units: number }): void;
  waitUntil?(work: Promise<unknown>): void;
}

export interface AutodeskOptions extends CallOptions {
  /** The account id, or the hub id with `b.`. */
  accountId: string;
  token:
    | string
    | ((context: {
        signal?: AbortSignal;
        rejected?: string;
        waitUntil?(work: Promise<unknown>): void;
      }) => string | Promise<string>);
  region?: string;
  legacyEuPath?: boolean;
}

export interface ImochaOptions extends CallOptions {
  apiKey: string | (() => string | Promise<string>);
}

export interface MintOptions {
  clientId: string;
  clientSecret: string;
  scopes?: readonly string[];
  auth?: "basic" | "encodedBasic" | "body";
  baseUrl?: string;
  fetch?: typeof fetch;
  signal?: AbortSignal;
  /** Checked here, and used by whoever waits. */
  waitUntil?(work: Promise<unknown>): void;
}

export interface ReaderOptions {
  provider?: "autodesk" | "imocha";
  accountId?: string;
  maxBytes?: number;
  maxUnits?: number;
  bare?: boolean;
}

/** One unit; `null` where the service sent none, and an empty `id` where it sent no id. */
export interface UnitRecord {
  row: number;
  index: number;
  id: string;
  parentId: string | null;
  name: string | null;
  description: string | null;
  path: string | null;
  accountId: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  depth: number;
  size: number;
}

/** Something wrong with a listing. `row` and `id` are absent where it is about the listing as a whole. */
export interface Defect {
  kind: string;
  severity: "error" | "info";
  row?: number;
  id?: string;
  message: string;
}
