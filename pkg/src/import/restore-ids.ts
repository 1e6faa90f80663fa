import { isRounded, isWrittenBySpreadsheet } from "../spreadsheet.js";
import type { Texts } from "./cells.js";
import { KnownIds } from "./known-ids.js";
import type { Built } from "./levels.js";
import type { ProblemList } from "./problem-list.js";
import type { ImportOptions } from "./types.js";
import { counted, shown } from "./words.js";

/** Recognises what spreadsheets made of ids, and restores them where that is asked for. */
export function restoreIds(
  { units, rows }: Built,
  column: string | undefined,
  { knownIds = [], repair = false }: ImportOptions,
  problems: ProblemList,
): void {
  const known = new KnownIds(knownIds);
  const own = new Set(units.map(({ id }) => id));
  const long = units.filter(({ id }) => /^\d{16,}$/.test(id));
  // One id in ten ends in a zero by chance, so a single id proves nothing.
  const areRounded = long.length > 1 && long.every(({ id }) => isRounded(id));
  const restored = new Map<string, string>();
  for (const [at, { id }] of units.entries()) {
    if (known.has(id)) continue;
    const row = rows[at] ?? 0;
    const fitting = known.fitting(id).filter((other) => other !== id);
    const [only, another] = fitting;
    if (only !== undefined && another === undefined && !own.has(only)) restored.set(id, only);
    if (only !== undefined && isPadded(only, id)) {
      problems.count("LeadingZeros", row, (count) => zeros(count, id, only, repair), column);
    } else if (only !== undefined || isWrittenBySpreadsheet(id) || (areRounded && isRounded(id))) {
      problems.count("SpreadsheetNumber", row, (count) => numbers(count, id, repair), column);
    }
  }
  if (repair) rename(units, restored);
}

function rename(units: readonly Texts[], restored: ReadonlyMap<string, string>): void {
  const times = new Map<string, number>();
  for (const id of restored.values()) times.set(id, (times.get(id) ?? 0) + 1);
  const rightId = (id: string) => {
    const right = restored.get(id) ?? id;
    return times.get(right) === 1 ? right : id;
  };
  for (const unit of units) {
    unit.id = rightId(unit.id);
    if (unit.parentId !== null) unit.parentId = rightId(unit.parentId);
  }
}

/** Tells whether two texts are the same digits but for leading zeros. */
export function isPadded(padded: string, id: string): boolean {
  return padded !== id && /^\d+$/.test(padded) && /^\d+$/.test(id) && bare(padded) === bare(id);
}

/** Removes leading zeros. */
export function bare(id: string): string {
  return id.replace(/^0+(?=\d)/, "");
}

function zeros(count: number, id: string, other: string, isRepaired: boolean): string {
  const differ = `${counted(count, "id")} like ${shown(id)} ${count === 1 ? "is" : "are"} in the other listing with other leading zeros, like ${shown(other)}`;
  return isRepaired ? `${differ}: restored where one fits.` : `${differ}. They can be restored from there.`;
}

function numbers(count: number, id: string, isRepaired: boolean): string {
  const changed = `A spreadsheet seems to have changed ${counted(count, "id")}, like ${shown(id)}`;
  if (isRepaired) return `${changed}: those that exactly one id of the other listing fits are restored.`;
  return `${changed}. Export the table again, and let the spreadsheet read ids as text.`;
}
