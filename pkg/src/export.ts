/**
 * Writes a tree as tables and as pictures. Nothing here needs the WebAssembly module, only a tree.
 *
 * @module business-units/export
 */
export { type ChartLayout, chartLayout } from "./export/chart-layout.js";
export { csv } from "./export/csv.js";
export { csvLevels } from "./export/csv-levels.js";
export { csvLevelsPieces } from "./export/csv-levels-pieces.js";
export type { CsvOptions } from "./export/csv-options.js";
export { csvPieces } from "./export/csv-pieces.js";
export type { ExtentOptions, RowRange } from "./export/extent.js";
export { type IcicleLayout, icicleLayout } from "./export/icicle-layout.js";
export { type SvgOptions, svg } from "./export/svg.js";
