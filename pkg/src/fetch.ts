import {
  type UnitTree as CoreTree,
  fetchAutodeskUnits as fetchAutodesk,
  fetchImochaUnits as fetchImocha,
} from "../wasm/business_units.js";
import { signalOf, untilAborted } from "./abort.js";
import { translate } from "./errors.js";
import { unlessStuck } from "./guard.js";
import { init } from "./load.js";
import { UnitTree } from "./tree.js";
import type { AutodeskOptions, CallOptions, ImochaOptions } from "./types.js";

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
export function fetchAutodeskUnits(options: AutodeskOptions): Promise<UnitTree> {
  return call(fetchAutodesk, options);
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
export function fetchImochaUnits(options: ImochaOptions): Promise<UnitTree> {
  return call(fetchImocha, options);
}

async function call<Options extends CallOptions>(
  fetchUnits: (options: Options) => Promise<CoreTree>,
  options: Options,
): Promise<UnitTree> {
  const signal = signalOf(options);
  try {
    // What the caller does with the object afterwards is not for this call.
    const own = typeof options === "object" ? { ...options } : options;
    await untilAborted(init(), signal);
    return UnitTree.over(await unlessStuck(fetchUnits(own), own?.deadlineMs));
  } catch (thrown) {
    throw translate(thrown, signal);
  }
}
