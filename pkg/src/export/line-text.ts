import type { UnitRecord } from "../record.js";

const SPACES = /[\s\p{Cc}]+/gu;

/** Returns what a unit is called, in one line: its name, else its id. Line breaks, TABs and controls become a blank. */
export function lineText({ name, id }: UnitRecord): string {
  return oneLine(name ?? "") || oneLine(id) || "(no name)";
}

function oneLine(text: string): string {
  return text.replace(SPACES, " ").trim();
}
