import type {
  Attempt,
  AutodeskOptions,
  AutodeskTokenOptions,
  CallOptions,
  Defect,
  ImochaOptions,
  Progress,
  Provider,
  TreeOptions,
  UnitRecord,
} from "business-units";
import type * as generated from "../../pkg/wasm/business_units.js";

// Nothing here runs: tsc is the test. The generated module and the package describe the same options and records, the
// package with more words. Here the two are compared: no member is in one alone, and each takes what the other takes.

type Same<A, B> = [keyof A, keyof B, A, B] extends [keyof B, keyof A, B, A] ? true : false;
const is = <_ extends true>(): void => undefined;

export function bothDescribeTheSame(): void {
  is<Same<generated.Provider, Provider>>();
  is<Same<generated.CallOptions, CallOptions>>();
  is<Same<generated.AutodeskOptions, AutodeskOptions>>();
  is<Same<generated.ImochaOptions, ImochaOptions>>();
  is<Same<generated.UnitRecord, UnitRecord>>();
  // `signal` and `bare` are for the package itself.
  is<Same<Omit<generated.MintOptions, "signal">, AutodeskTokenOptions>>();
  is<Same<Omit<generated.ReaderOptions, "bare">, TreeOptions>>();
  // Only the package lists the codes of errors in its types.
  type GeneratedAttempt = Parameters<NonNullable<generated.CallOptions["onAttempt"]>>[0];
  is<Same<Omit<GeneratedAttempt, "kind">, Omit<Attempt, "kind">>>();
  is<Same<keyof GeneratedAttempt, keyof Attempt>>();
  is<Same<Parameters<NonNullable<generated.CallOptions["onProgress"]>>[0], Progress>>();
  // The generated type has what all kinds of defects share.
  is<Defect extends generated.Defect ? true : false>();
}
