/**
 * Reads tables and lists of units into records for `buildTree`. Nothing here needs the WebAssembly module.
 *
 * Tables are parsed by Papa Parse, a copy of which is in this entry.
 *
 * @module business-units/import
 */
export type { ImportProblem, TableProblem } from "./import/import-problem.js";
export { readTable, readTableInSteps } from "./import/read-table.js";
export type { Field, Form, Imported, ImportOptions, ImportProgress } from "./import/types.js";
