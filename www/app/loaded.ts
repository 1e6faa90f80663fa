import type { Defect } from "business-units/tree";
import { type Listing, type Origin, type Staleness, titleOf } from "./listing.ts";
import type { Columns } from "./model/columns.ts";
import { SiblingPlaces } from "./model/siblings.ts";
import { Names } from "./names.ts";
import { counted, shownName } from "./words.ts";

/** A tree on the screen, with what the page asks of it again and again. */
export interface Loaded extends Listing {
  readonly origin: Origin;
  /** What people call it: the name of its account or of its file. */
  readonly title: string;
  readonly columns: Columns;
  readonly levels: number;
  readonly siblings: SiblingPlaces;
  readonly names: Names;
  readonly defects: readonly Defect[];
  readonly defectsByRow: ReadonlyMap<number, readonly Defect[]>;
  /** Sentences about how old it is, and what was not taken as it stood. */
  readonly notes: readonly string[];
  /** How much is wrong, or had to be mended. */
  readonly problems: number;
  /** What it is called, how large it is and how much is wrong with it. */
  readonly summary: string;
  /** What reads the tree for longer than it may be shown. */
  readonly readers: Set<Promise<unknown>>;
}

const reasons: Record<Staleness, string> = {
  renewing: "A newer list is being fetched: refresh in a moment.",
  down: "The service could not be asked, so this is what it said last.",
};

/** Takes the tree's columns out of wasm once. The mark is where the benchmark begins to count. */
export function loadedTree(origin: Origin, listing: Listing): Loaded {
  performance.mark("tree-read");
  const { tree, stale, notes = [] } = listing;
  const columns = tree.columns();
  const { defects, warnings } = tree;
  const title = titleOf(origin);
  const levels = tree.size === 0 ? 0 : tree.height + 1;
  const problems = defects.length + warnings.length;
  const wrong = problems === 0 ? "" : `, ${counted(problems, "problem")}`;
  return {
    ...listing,
    origin,
    title,
    columns,
    levels,
    siblings: new SiblingPlaces(columns),
    names: new Names(tree),
    defects,
    defectsByRow: byRow(defects),
    notes: stale ? [reasons[stale], ...notes] : notes,
    problems,
    summary: `${title}: ${extent({ tree, levels })}${wrong}`,
    readers: new Set(),
  };
}

/** How large a tree is. */
export function extent({ tree, levels }: Pick<Loaded, "tree" | "levels">): string {
  return tree.size === 0 ? "no units" : `${counted(tree.size, "unit")} in ${counted(levels, "level")}`;
}

/** The name of the unit at `row`, or what stands in place of one. */
export function nameAt({ names }: Loaded, row: number): string {
  return shownName(names.of(row));
}

function byRow(defects: readonly Defect[]): Map<number, Defect[]> {
  const found = new Map<number, Defect[]>();
  for (const defect of defects) {
    for (const row of rowsOf(defect)) {
      const others = found.get(row);
      if (others) others.push(defect);
      else found.set(row, [defect]);
    }
  }
  return found;
}

// A circle and a repeated id are told once, and each of their units shows it.
function rowsOf(defect: Defect): readonly number[] {
  if (defect.kind === "CountMismatch") return [];
  return defect.kind === "Cycle" || defect.kind === "DuplicateId" ? defect.rows : [defect.row];
}
