import type { DefectKind } from "business-units/tree";
import type { Arrived } from "./listing.ts";

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

/** What each kind of defect means for those who look at the tree. */
export const kindSentences: Record<DefectKind, string> = {
  EmptyId: "Sent without an id, so no unit can name it as its parent.",
  DuplicateId: "Sent with the id of an earlier unit, which keeps the units below it.",
  MissingParent: "The parent is not in the list, so the unit stands at the top with all that is below it.",
  SelfParent: "Named as its own parent, so the unit stands at the top.",
  Cycle: "Each unit is below the others, so the circle is opened at the one that was sent first.",
  OtherAccount: "Belongs to another account than this listing.",
  PathMismatch: "The path that was sent is not where the unit's parents put it.",
  CountMismatch: "The service says another number of units than it sent.",
};

const NO_NAME = "(no name)";

/** The name as it is shown; what stands in its place where there is nothing of it to see. */
export function shownName(name: string | null): string {
  return name && hasInk(name) ? name : NO_NAME;
}

/** Whether anything of a text can be seen: blanks and zero-width characters cannot. */
export function hasInk(text: string): boolean {
  return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(text);
}

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

/** How much of a listing has arrived; undefined stands for nothing yet. */
export function arrivedText(arrived: Arrived | undefined): string {
  if (!arrived) return "Waiting for the answer …";
  const { units, bytes, total } = arrived;
  const of = total ? ` of ${sizeText(total)}` : "";
  return `${counted(units, "unit")} so far, ${sizeText(bytes)}${of}`;
}

/** A title as a sentence. */
export function sentence(title: string): string {
  return /[.!?]$/.test(title) ? title : `${title}.`;
}
