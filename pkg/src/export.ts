/**
 * Writes a tree as tables, outlines, diagrams and pictures. Nothing here needs the WebAssembly module, only a tree.
 *
 * @module business-units/export
 */
export { type ChartLayout, chartLayout } from "./export/chart-layout.js";
export { csv } from "./export/csv.js";
export { csvLevels } from "./export/csv-levels.js";
export { csvLevelsPieces } from "./export/csv-levels-pieces.js";
export type { CsvOptions } from "./export/csv-options.js";
export { csvPieces } from "./export/csv-pieces.js";
export { dot } from "./export/dot.js";
export { drawio } from "./export/drawio.js";
export type { ExtentOptions, RowRange } from "./export/extent.js";
export { type IcicleLayout, icicleLayout } from "./export/icicle-layout.js";
export { type IdAtRisk, idsAtRisk } from "./export/ids-at-risk.js";
export { markdown } from "./export/markdown.js";
export { mermaid } from "./export/mermaid.js";
export { type SvgOptions, svg } from "./export/svg.js";
export { textTree } from "./export/text-tree.js";
export type { SpreadsheetChange } from "./spreadsheet.js";
