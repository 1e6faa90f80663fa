import { BusinessUnitsError } from "./errors.js";
import type { UnitJson, UnitRecord } from "./types.js";

const DEEPEST = 500;

/** Hangs preorder records under each other, from the depth they carry and without recursion. */
export function nest(records: readonly UnitRecord[]): UnitJson[] {
  const roots: UnitJson[] = [];
  const open: UnitJson[][] = [roots];
  for (const record of records) {
    if (record.depth > DEEPEST) throw tooDeep(record);
    const children: UnitJson[] = [];
    open[record.depth]?.push({ ...record, children });
    open[record.depth + 1] = children;
  }
  return roots;
}

function tooDeep({ row, depth }: UnitRecord): BusinessUnitsError {
  return new BusinessUnitsError("ERR_TOO_DEEP", `Row ${row} stands ${depth} levels deep: use toArray().`, {
    limit: DEEPEST,
  });
}
