import type { Names } from "./options.js";
import type {
  AutodeskOptions,
  AutodeskTokenOptions,
  CallOptions,
  ImochaOptions,
  TokenContext,
} from "./types.js";

/** The options of every call. */
export const CALL: Names<CallOptions> = {
  signal: true,
  attemptTimeoutMs: true,
  stallTimeoutMs: true,
  deadlineMs: true,
  maxAttempts: true,
  maxBytes: true,
  baseUrl: true,
  fetch: true,
  onAttempt: true,
  onProgress: true,
  waitUntil: true,
};

// A constant for each function, so that a bundler can drop the unused ones.
export const AUTODESK: Names<AutodeskOptions> = {
  ...CALL,
  accountId: true,
  token: true,
  region: true,
  legacyEuPath: true,
};
export const IMOCHA: Names<ImochaOptions> = { ...CALL, apiKey: true };
export const TOKEN: Names<AutodeskTokenOptions> = {
  clientId: true,
  clientSecret: true,
  scopes: true,
  auth: true,
  baseUrl: true,
  fetch: true,
  waitUntil: true,
};
export const CONTEXT: Names<TokenContext> = { signal: true, rejected: true, waitUntil: true };
