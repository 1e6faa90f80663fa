import { AUTODESK_ACCOUNTS } from "../../catalog/autodesk.ts";
import { uuid } from "./deterministic.ts";
import { type AutodeskRow, autodeskListing } from "./listing.ts";

const SEED = 100_000;
const UNITS = 100_000;
const FAMILY = 8;
const FAMILIES = UNITS / FAMILY;
// Shares no factor with the number of families, so every family is met once, in an order that looks stirred.
const STRIDE = 6_181;
const LEVELS = ["Region", "Country", "Division", "Büro", "Department", "Équipe"];
const SENT = "2018-09-03T11:20:05.041Z";

// The forest is a heap with eight children a unit: every field follows from the unit's number, nothing is stored.
const parentOf = (unit: number): number => Math.floor(unit / FAMILY) - 1;

function depthOf(unit: number): number {
  let depth = 0;
  for (let above = parentOf(unit); above >= 0; above = parentOf(above)) depth += 1;
  return depth;
}

const nameOf = (unit: number): string => `${LEVELS[depthOf(unit)]} ${unit + 1}`;

function pathTo(unit: number): string | null {
  const names: string[] = [];
  for (let above = parentOf(unit); above >= 0; above = parentOf(above)) names.unshift(nameOf(above));
  return names.length === 0 ? null : names.join("/");
}

function rowOf(unit: number): AutodeskRow {
  const parent = parentOf(unit);
  return {
    id: uuid(SEED, unit),
    account_id: AUTODESK_ACCOUNTS.large.accountId,
    parent_id: parent < 0 ? null : uuid(SEED, parent),
    name: nameOf(unit),
    path: pathTo(unit),
    description: `Cost centre ${4_000_000 + unit}`,
    created_at: SENT,
    updated_at: SENT,
  };
}

function* rows(): Generator<AutodeskRow> {
  for (let turn = 0; turn < FAMILIES; turn += 1) {
    const first = ((turn * STRIDE) % FAMILIES) * FAMILY;
    for (let nth = 0; nth < FAMILY; nth += 1) yield rowOf(first + nth);
  }
}

/** One hundred thousand units, made one by one while they are sent. */
export const listing = (): Iterable<string> => autodeskListing(rows());
