import type { Imported, TableProblem } from "business-units/import";
import { counted } from "../words.ts";

const MOST_OF_A_KIND = 3;

/** Sentences about what was not taken from a table as it stood, and about what was guessed. */
export function importNotes({ problems, guessed }: Imported, isUtf8: boolean): string[] {
  const encoding = isUtf8
    ? []
    : ["The file is not UTF-8 and was read as Windows-1252: check names with accents."];
  const kinds = new Set(problems.map(({ kind }) => kind));
  const perKind = [...kinds].flatMap((kind) => notesOf(problems.filter((problem) => problem.kind === kind)));
  return [...encoding, ...perKind, ...guessed];
}

function notesOf(problems: readonly TableProblem[]): string[] {
  const shown = problems.slice(0, MOST_OF_A_KIND).map(sentence);
  const more = problems.length - shown.length;
  return more === 0 ? shown : [...shown, `The same is so of ${counted(more, "more row")}.`];
}

function sentence({ kind, row, says }: TableProblem): string {
  return kind === "UnknownColumns" ? says : `Row ${row}: ${says}`;
}
