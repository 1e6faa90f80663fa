/** A unit's fields as our own records name them. */
const FIELDS = [
  "id",
  "parentId",
  "name",
  "description",
  "path",
  "accountId",
  "createdAt",
  "updatedAt",
  "index",
] as const;

export type Field = (typeof FIELDS)[number];

/** Which cells of a row mean what. */
export interface Columns {
  /** The first column of each field. */
  readonly places: ReadonlyMap<Field, number>;
  /** The columns `Level 1` to `Level n`, of which the last one that is filled is the unit's name. */
  readonly levels: readonly number[];
  /** The column that says how many levels are above a unit. */
  readonly depth: number | undefined;
  /** Whether a page or a program of ours wrote the table: then an apostrophe before a formula is not the text's own. */
  readonly isOurs: boolean;
  /** Heads of columns that mean nothing here. */
  readonly unknown: readonly string[];
}

// Heads are compared without case, spaces, dashes and underscores: people rename columns in spreadsheets.
const known = new Map<string, Field>([
  ...FIELDS.map((field): [string, Field] => [plain(field), field]),
  ["bim360accountid", "accountId"],
  ["businessunitid", "id"],
  ["businessunitname", "name"],
  ["createdon", "createdAt"],
]);

// What our own tables say besides, and what follows from the rest.
const derived = new Set(["depth", "size", "row"]);

/** What the head of a table says. */
export function columnsOf(head: readonly string[]): Columns {
  const places = new Map<Field, number>();
  const levels: number[] = [];
  const unknown: string[] = [];
  for (const [place, title] of head.entries()) {
    const field = known.get(plain(title));
    if (field && !places.has(field)) places.set(field, place);
    else if (plain(title) === `level${levels.length + 1}`) levels.push(place);
    else if (title.trim() && !derived.has(plain(title))) unknown.push(title.trim());
  }
  const depth = head.findIndex((title) => plain(title) === "depth");
  const isOurs = places.has("parentId") && places.has("index") && depth >= 0;
  return { places, levels, depth: isOurs ? depth : undefined, isOurs, unknown };
}

function plain(title: string): string {
  return title.toLowerCase().replace(/[\s_-]/g, "");
}
