import { fetchAcmeUnits as fetchAcme } from "../wasm/business_units.js";
import { CALL } from "./call-options.js";
import { markCallerErrors } from "./caller-error.js";
import { call } from "./fetch.js";
import { ownOptions } from "./options.js";
import type { CallOptions } from "./types.js";
import type { UnitTree } from "./unit-tree.js";

/** The options of `fetchAcmeUnits`. */
export interface AcmeOptions extends CallOptions {
  company: string;
  apiKey: string | (() => string | Promise<string>);
}

/** Reads all departments of an Acme company. */
export async function fetchAcmeUnits(options: AcmeOptions): Promise<UnitTree> {
  const own = ownOptions(options, { ...CALL, company: true, apiKey: true });
  return await call(fetchAcme, { ...own, apiKey: markCallerErrors(own.apiKey) });
}
