import { csvLevelsPieces, csvPieces } from "business-units/export";
import { overTree } from "./over-tree.ts";
import type { View } from "./view.ts";

/** Makes the table with a row for each unit, and the names in one column or in one for each level. */
export function table(as: "csv" | "csv-levels", file: string, bom = false): View {
  return overTree({
    name: bom ? `${as} with a mark` : as,
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${file}${as === "csv" ? "" : "-levels"}.csv"`,
    },
    isDated: false,
    pieces: as === "csv" ? (tree) => csvPieces(tree, { bom }) : (tree) => csvLevelsPieces(tree, { bom }),
  });
}
