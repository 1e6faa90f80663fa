import type { Defect } from "business-units/tree";
import { html, type TemplateResult } from "lit";
import { type Loaded, nameAt } from "../loaded.ts";
import { kindNames } from "../words.ts";

type Words = TemplateResult | string;

/** What is wrong with a unit, in a few words. */
export interface Flag {
  readonly words: Words;
  readonly severity: "error" | "info";
}

/** The flag of the unit at `row`, or undefined where nothing is wrong with it. */
export function flagAt(loaded: Loaded, row: number): Flag | undefined {
  const defects = loaded.defectsByRow.get(row) ?? [];
  const [first] = defects;
  if (!first) return undefined;
  const words = wordsFor(loaded, first, row);
  const severity = defects.every((defect) => defect.severity === "info") ? "info" : "error";
  if (defects.length === 1) return { words, severity };
  return { words: html`${words} and ${defects.length - 1} more`, severity };
}

function wordsFor(loaded: Loaded, defect: Defect, row: number): Words {
  if (defect.kind === "MissingParent") return html`missing parent <bdi>${defect.parentId}</bdi>`;
  if (defect.kind === "DuplicateId") return defect.row === row ? "repeated id" : "id is repeated";
  if (defect.kind === "Cycle") return circle(loaded, defect.rows, row);
  return kindNames[defect.kind].toLowerCase();
}

function circle(loaded: Loaded, rows: readonly number[], row: number): Words {
  const [first = row] = rows;
  const last = rows.at(-1) ?? row;
  if (row === first) return html`circle: its parent is <bdi>${nameAt(loaded, last)}</bdi>, below it`;
  if (row === last) return html`closes the circle: parent of <bdi>${nameAt(loaded, first)}</bdi>`;
  return "in a circle";
}
