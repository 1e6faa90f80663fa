/**
 * Reads the business units of Autodesk BIM 360 / ACC and of iMocha, and builds the tree that neither service builds.
 *
 * {@link fetchAutodeskUnits} and {@link fetchImochaUnits} ask the services, {@link buildTree} and {@link readTree} take
 * a listing that you have: all of them give a {@link UnitTree}. What fails is a {@link BusinessUnitsError} with a code.
 *
 * @module business-units
 */
export { fetchAutodeskUnits, fetchImochaUnits } from "./fetch.js";
export { buildTree, init, initSync, readTree } from "./full.js";
export * from "./shared.js";
export { autodeskToken } from "./token.js";
export type {
  AutodeskOptions,
  AutodeskTokenOptions,
  CallOptions,
  ImochaOptions,
  Region,
  TokenContext,
  TokenSource,
} from "./types.js";
