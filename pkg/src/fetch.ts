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
 * @returns A tree in the module's memory: `free()` it, or declare it with `using`.
 * @throws Never at once: the promise rejects with a {@link BusinessUnitsError} of any code but `ERR_TOO_DEEP`, or, when
 * `signal` aborts, with `signal.reason` itself.
 *
 * @example
 * ```ts
 * import { autodeskToken, fetchAutodeskUnits } from "business-units";
 *
 * const token = autodeskToken({ clientId: "my-app", clientSecret: "my-secret" });
 * using tree = await fetchAutodeskUnits({ accountId: "b.c8b0c73d-3ae9", token, region: "EMEA" });
 * console.log(tree.size, tree.defects.length);
 * ```
 */
export function fetchAutodeskUnits(options: AutodeskOptions): Promise<UnitTree> {
  return call(fetchAutodesk, options);
}

/**
 * Reads all business units of an iMocha account, decoding them while they arrive. iMocha's listing is flat: every unit
 * is a root. Asks again where that may help: see {@link CallOptions.maxAttempts}.
 *
 * @returns A tree in the module's memory: `free()` it, or declare it with `using`.
 * @throws Never at once: the promise rejects with a {@link BusinessUnitsError} of any code but `ERR_TOO_DEEP`, or, when
 * `signal` aborts, with `signal.reason` itself.
 *
 * @example
 * ```ts
 * import { fetchImochaUnits } from "business-units";
 *
 * using tree = await fetchImochaUnits({ apiKey: "my-key", signal: AbortSignal.timeout(10_000) });
 * for (const unit of tree) console.log(unit.id, unit.name);
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
