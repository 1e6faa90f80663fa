/** The options of every call. Units of measure are in the names. */
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

export interface MintOptions {
  clientId: string;
  clientSecret: string;
  scopes?: readonly string[];
  auth?: "basic" | "encodedBasic" | "body";
  baseUrl?: string;
  fetch?: typeof fetch;
  signal?: AbortSignal;
  /** Checked here, and used by the caller. */
  waitUntil?(work: Promise<unknown>): void;
}
