/**
 * Reads the business units of Autodesk BIM 360 / ACC and of iMocha, and builds the tree that neither service builds.
 *
 * {@link fetchAutodeskUnits} and {@link fetchImochaUnits} ask the services, {@link buildTree} and {@link readTree} take
 * a listing that you have: all of them give a {@link UnitTree}. What fails is a {@link BusinessUnitsError} with a code.
 *
 * @module business-units
 */
export { type BuildInput, buildTree } from "./build.js";
export type {
  CountMismatchDefect,
  CycleDefect,
  Defect,
  DefectKind,
  DuplicateIdDefect,
  EmptyIdDefect,
  MissingParentDefect,
  OtherAccountDefect,
  PathMismatchDefect,
  SelfParentDefect,
  UnitDefect,
} from "./defect.js";
export {
  type AnyBusinessUnitsError,
  BusinessUnitsError,
  type ErrorCode,
  type ErrorDetails,
  type ErrorJson,
} from "./errors.js";
export { fetchAutodeskUnits, fetchImochaUnits } from "./fetch.js";
export { init, initSync, type ModuleSource } from "./load.js";
export { readTree } from "./read.js";
export type {
  AutodeskUnitInput,
  Columns,
  IdInput,
  ImochaUnitInput,
  RowWindow,
  UnitInput,
  UnitJson,
  UnitRecord,
  UnitRecordInput,
} from "./record.js";
export { autodeskToken } from "./token.js";
export { UnitTree } from "./tree.js";
export type {
  Attempt,
  AutodeskOptions,
  AutodeskTokenOptions,
  CallOptions,
  ImochaOptions,
  Progress,
  Provider,
  ReadOptions,
  Region,
  SearchHit,
  SearchOptions,
  TokenContext,
  TokenSource,
  TreeOptions,
} from "./types.js";
export { Unit } from "./unit.js";
