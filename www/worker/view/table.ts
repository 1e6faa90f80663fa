import { csvLevelsPieces, csvPieces } from "business-units/export";
import { overTree } from "./over-tree.ts";
import type { View } from "./view.ts";

/** A row a unit, with the names in one column or in a column a level. A file to keep: no browser shows it as a page. */
export function table(as: "csv" | "csv-levels", file: string): View {
  return overTree({
    name: as,
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${file}${as === "csv" ? "" : "-levels"}.csv"`,
    },
    isDated: false,
    pieces: as === "csv" ? (tree) => csvPieces(tree) : (tree) => csvLevelsPieces(tree),
  });
}
