import type { Defect } from "../defect.js";
import type { ImportProblem } from "../import.js";
import type { UnitTree } from "../unit-tree.js";
import { defectAdvice } from "./advice.js";
import type { Listing } from "./listing.js";

/** Something wrong in a listing, with what to do. */
export interface Finding {
  severity: "error" | "info";
  kind: string;
  /** The unit's id. */
  id?: string;
  /** The unit's name. */
  name?: string | null;
  /** The unit's place in the listing, from 1. */
  record?: number;
  /** The row of a table, as a spreadsheet counts it. */
  row?: number;
  message: string;
  advice?: string;
}

/** What a table's reader left out or read otherwise without any doubt. */
const HARMLESS: ReadonlySet<ImportProblem> = new Set<ImportProblem>([
  "BlankRows",
  "TotalRows",
  "SecondHead",
  "UnknownColumns",
  "NoParent",
  "DecimalId",
]);

/** Yields all that is wrong: in the table, in the units, and what the reader repaired. */
export function* findingsIn({ tree, problems }: Listing): Generator<Finding> {
  for (const { kind, row, says } of problems) {
    yield { severity: HARMLESS.has(kind) ? "info" : "error", kind, row, message: says };
  }
  for (const defect of tree.defects) yield findingOf(defect, tree);
  for (const message of tree.warnings) yield { severity: "info", kind: "Repaired", message };
}

function findingOf(defect: Defect, tree: UnitTree): Finding {
  const { severity, kind, message } = defect;
  const what = { severity, kind, message, advice: defectAdvice(defect, tree) };
  if (!("row" in defect)) return what;
  const { id, name, index } = tree.unit(defect.row);
  return { ...what, id, name, record: index + 1 };
}
