import type { Texts } from "./cells.js";
import type { Columns } from "./columns.js";
import type { ProblemList } from "./problem-list.js";
import { bare, isPadded } from "./restore-ids.js";
import type { ImportOptions } from "./types.js";
import { counted, shown, withInvisible, withoutInvisible } from "./words.js";

const NO_PARENT = new Set(["null", "n/a", "-", "none", "nan", "nil", "#n/a", "\\n"]);
const DECIMAL = /^(-?\d+)[.,]0+$/;

interface Units {
  readonly units: readonly Texts[];
  readonly rows: readonly number[];
}

/** Reads whole numbers that a program wrote with a fraction of zeros, where the table itself says so. */
export function readDecimals(
  { units, rows }: Units,
  { fields, head }: Columns,
  { knownIds = [], provider }: ImportOptions,
  problems: ProblemList,
): void {
  if (!units.some(({ id, parentId }) => DECIMAL.test(id) || DECIMAL.test(parentId ?? ""))) return;
  const ids = new Set(units.map(({ id }) => id));
  const wanted = new Set<string | null | undefined>([...knownIds, ...units.map(({ parentId }) => parentId)]);
  // What is meant for one id is meant for the whole column.
  const isMeant = provider === "imocha" || units.some(({ id }) => wanted.has(DECIMAL.exec(id)?.[1]));
  const whole = (text: string, isWanted: (whole: string) => boolean): string => {
    const [, digits] = DECIMAL.exec(text) ?? [];
    return digits !== undefined && isWanted(digits) ? digits : text;
  };
  const changed = (row: number, from: string, field: "id" | "parentId") =>
    problems.count("DecimalId", row, (count) => decimals(count, from), head[fields[field] ?? -1]);
  for (const [at, unit] of units.entries()) {
    const id = whole(unit.id, (digits) => isMeant && !ids.has(digits));
    if (id === unit.id) continue;
    changed(rows[at] ?? 0, unit.id, "id");
    unit.id = id;
  }
  const now = new Set(units.map(({ id }) => id));
  for (const [at, unit] of units.entries()) {
    if (unit.parentId === null || now.has(unit.parentId)) continue;
    const parentId = whole(unit.parentId, (digits) => now.has(digits));
    if (parentId === unit.parentId) continue;
    changed(rows[at] ?? 0, unit.parentId, "parentId");
    unit.parentId = parentId;
  }
}

function decimals(count: number, text: string): string {
  return `${counted(count, "cell")} like ${shown(text)}: a program wrote whole numbers with a fraction. Read without it.`;
}

/** Finds the parents that are not given as ids. Gives a sentence for what was guessed. */
export function resolveParents(
  built: Units,
  columns: Columns,
  { repair = false }: ImportOptions,
  problems: ProblemList,
): string[] {
  const { units, rows } = built;
  const ids = new Set(units.map(({ id }) => id));
  const index = new ParentIndex(units);
  const column = columns.head[columns.fields.parentId ?? -1];
  let byName = 0;
  for (const [at, unit] of units.entries()) {
    const { parentId } = unit;
    if (parentId === null || ids.has(parentId)) continue;
    const row = rows[at] ?? 0;
    const visible = withoutInvisible(parentId);
    const alike = index.visible(visible).filter((id) => id !== parentId);
    if (NO_PARENT.has(parentId.toLowerCase())) {
      unit.parentId = null;
      problems.count("NoParent", row, (count) => noParent(count, parentId), column);
    } else if (alike[0] !== undefined) {
      problems.add("InvisibleCharacters", row, invisible(parentId, alike[0]), column);
    } else {
      const [padded, ...others] = index.padded(parentId);
      const named = index.named(parentId);
      if (padded !== undefined) {
        problems.count("LeadingZeros", row, (count) => zeros(count, parentId, padded, repair), column);
        if (repair && others.length === 0) unit.parentId = padded;
      } else if (named.length > 1) {
        problems.add("AmbiguousParent", row, ambiguous(parentId, named.length), column);
      } else if (named[0] !== undefined) {
        unit.parentId = named[0];
        byName += 1;
      }
    }
  }
  return byName === 0 ? [] : [`Parents given by a name that one unit has, instead of by an id: ${byName}.`];
}

/** Finds units by what a parent may be instead of an id. */
class ParentIndex {
  readonly #units: readonly Texts[];
  #visible: Map<string, string[]> | undefined;
  #bare: Map<string, string[]> | undefined;
  #names: Map<string, string[]> | undefined;

  constructor(units: readonly Texts[]) {
    this.#units = units;
  }

  /** Lists the ids that are the same without invisible characters. */
  visible(text: string): readonly string[] {
    this.#visible ??= this.#by(({ id }) => withoutInvisible(id));
    return this.#visible.get(text) ?? [];
  }

  /** Lists the ids that are the same digits but for leading zeros. */
  padded(text: string): readonly string[] {
    this.#bare ??= this.#by(({ id }) => bare(id));
    return (this.#bare.get(bare(text)) ?? []).filter((id) => isPadded(id, text));
  }

  /** Lists the ids of the units with a name. */
  named(name: string): readonly string[] {
    this.#names ??= this.#by((unit) => unit.name ?? "");
    return this.#names.get(name) ?? [];
  }

  #by(key: (unit: Texts) => string): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const unit of this.#units) {
      if (unit.id === "") continue;
      const ids = found.get(key(unit));
      if (ids) ids.push(unit.id);
      else found.set(key(unit), [unit.id]);
    }
    return found;
  }
}

function noParent(count: number, text: string): string {
  return `${counted(count, "parent")} like ${shown(text)}, which is no unit's id: read as no parent.`;
}

function invisible(parentId: string, id: string): string {
  return `The parent ${shown(withInvisible(parentId))} differs from the id ${shown(withInvisible(id))} by invisible characters only. Correct one of them.`;
}

function ambiguous(name: string, units: number): string {
  return `The parent ${shown(name)} is no id, and ${units} units have that name. Write the id of the one that is meant.`;
}

function zeros(count: number, parentId: string, id: string, isRepaired: boolean): string {
  const differ = `${counted(count, "parent")} like ${shown(parentId)} and an id like ${shown(id)} differ by leading zeros`;
  return isRepaired
    ? `${differ}: restored where one id fits.`
    : `${differ}. A spreadsheet may have dropped them.`;
}
