import {
  type UnitTree as CoreTree,
  fetchAutodeskUnits as fetchAutodesk,
  fetchImochaUnits as fetchImocha,
} from "../wasm/business_units.js";
import { AUTODESK, IMOCHA } from "./call-options.js";
import { markCallerErrors, translateCall } from "./caller-error.js";
import { unlessStuck } from "./deadline.js";
import { full } from "./full.js";
import { loadedWithin } from "./loaded-within.js";
import { ownOptions } from "./options.js";
import { signalOf } from "./signal.js";
import type { AutodeskOptions, CallOptions, ImochaOptions } from "./types.js";
import { UnitTree } from "./unit-tree.js";

/**
 * Reads all business units of a BIM 360 or ACC account, decoding them while they arrive. Asks again where that may help:
 * see {@link CallOptions.maxAttempts}.
 *
 * Time and memory grow with the listing; its text is never held whole.
 *
 * @returns A tree in the module's memory: `free()` it, or declare it with `using`.
 * @throws Never at once: the promise rejects with a {@link BusinessUnitsError} of any code but `ERR_TOO_DEEP`, or, when
 * `signal` aborts, with `signal.reason` itself.
 *
 * @example
 * ```ts
 * import { autodeskToken, fetchAutodeskUnits } from "business-units";
 *
 * const { APS_CLIENT_ID = "", APS_CLIENT_SECRET = "" } = process.env;
 * const token = autodeskToken({ clientId: APS_CLIENT_ID, clientSecret: APS_CLIENT_SECRET });
 * using tree = await fetchAutodeskUnits({ accountId: "b.e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", token });
 * for (const unit of tree) console.log("  ".repeat(unit.depth) + unit.name);
 * // North America
 * //   USA Western Region
 * ```
 */
export async function fetchAutodeskUnits(options: AutodeskOptions): Promise<UnitTree> {
  const own = ownOptions(options, AUTODESK);
  return await call(fetchAutodesk, { ...own, token: markCallerErrors(own.token) });
}

/**
 * Reads all business units of an iMocha account, decoding them while they arrive. iMocha's listing is flat: every unit
 * is a root. Asks again where that may help: see {@link CallOptions.maxAttempts}.
 *
 * Time and memory grow with the listing; its text is never held whole.
 *
 * @returns A tree in the module's memory: `free()` it, or declare it with `using`.
 * @throws Never at once: the promise rejects with a {@link BusinessUnitsError} of any code but `ERR_TOO_DEEP`, or, when
 * `signal` aborts, with `signal.reason` itself.
 *
 * @example
 * ```ts
 * import { fetchImochaUnits } from "business-units";
 *
 * const { IMOCHA_API_KEY = "" } = process.env;
 * using tree = await fetchImochaUnits({ apiKey: IMOCHA_API_KEY, signal: AbortSignal.timeout(10_000) });
 * for (const unit of tree) console.log(unit.id, unit.name);
 * // 164373 Default BU 1
 * // 164374 Default BU 2
 * ```
 */
export async function fetchImochaUnits(options: ImochaOptions): Promise<UnitTree> {
  const own = ownOptions(options, IMOCHA);
  return await call(fetchImocha, { ...own, apiKey: markCallerErrors(own.apiKey) });
}

/** Fetches a listing with a function of the module, and wraps its tree. */
export async function call<Options extends CallOptions>(
  fetchUnits: (options: Options) => Promise<CoreTree>,
  options: Options,
): Promise<UnitTree> {
  const signal = signalOf(options);
  try {
    const spentMs = await loadedWithin(full, options.deadlineMs, signal);
    // The deadline counts from when the caller asked, the module's own loading included.
    const all = spentMs === 0 ? options : { ...options, spentMs };
    return UnitTree.over(full, await unlessStuck(fetchUnits(all), options.deadlineMs));
  } catch (thrown) {
    throw translateCall(thrown, signal);
  }
}
