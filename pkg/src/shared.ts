// What both entries give alike: it belongs to no module.
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
export {
  type AnyBusinessUnitsError,
  BusinessUnitsError,
  type ErrorCode,
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
export type {
  Attempt,
  Progress,
  Provider,
  ReadOptions,
  SearchHit,
  SearchOptions,
  TreeOptions,
} from "./types.js";
export { Unit } from "./unit.js";
export { UnitTree } from "./unit-tree.js";
