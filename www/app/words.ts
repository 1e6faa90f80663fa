import type { DefectKind } from "business-units";

/** Each kind of defect as a heading. */
export const kindNames: Record<DefectKind, string> = {
  EmptyId: "No id",
  DuplicateId: "Repeated id",
  MissingParent: "Missing parent",
  SelfParent: "Its own parent",
  Cycle: "Parents in a circle",
  OtherAccount: "Another account",
  PathMismatch: "Path does not fit",
  CountMismatch: "Count does not fit",
};

/** What stands in place of a name that the service left empty. */
export const NO_NAME = "(no name)";

const digits = new Intl.NumberFormat("en");

/** `number(1200)` is "1,200". */
export function number(count: number): string {
  return digits.format(count);
}

/** `counted(1, "unit")` is "1 unit", `counted(1200, "unit")` is "1,200 units". */
export function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A number of bytes as people read it. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${digits.format(Math.ceil(bytes / 1_000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
