// The exports of both entries that do not depend on a module.
export type { BuildInput } from "./build.js";
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
export type { ErrorCode } from "./error-code.js";
export {
  type AnyBusinessUnitsError,
  BusinessUnitsError,
  type ErrorDetails,
  type ErrorJson,
} from "./errors.js";
export type { ModuleSource } from "./module.js";
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
export type { ReadSource } from "./response.js";
export type { SearchHit, SearchOptions } from "./search.js";
export type {
  Attempt,
  Progress,
  Provider,
  ReadOptions,
  TreeOptions,
} from "./types.js";
export { Unit } from "./unit.js";
export { UnitTree } from "./unit-tree.js";
