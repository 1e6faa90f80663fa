/**
 * Reads the business units of Autodesk BIM 360 / ACC and of iMocha, and builds the tree that neither service builds.
 *
 * @module
 */
export { type BuildInput, buildTree } from "./build.js";
export {
  type AnyBusinessUnitsError,
  BusinessUnitsError,
  type ErrorCode,
  type ErrorDetails,
} from "./errors.js";
export { fetchAutodeskUnits, fetchImochaUnits } from "./fetch.js";
export { init, initSync, type ModuleSource } from "./load.js";
export { readTree } from "./read.js";
export { autodeskToken } from "./token.js";
export { UnitTree } from "./tree.js";
export type {
  Attempt,
  AutodeskOptions,
  AutodeskTokenOptions,
  AutodeskUnitInput,
  CallOptions,
  Columns,
  Defect,
  DefectKind,
  ImochaOptions,
  ImochaUnitInput,
  Progress,
  Provider,
  ReadOptions,
  Region,
  SearchHit,
  SearchOptions,
  TokenContext,
  TokenSource,
  TreeOptions,
  UnitInput,
  UnitJson,
  UnitRecord,
  UnitRecordInput,
} from "./types.js";
export { Unit } from "./unit.js";
