import type { Defect } from "business-units/tree";
import { html, type TemplateResult } from "lit";
import { type Loaded, nameAt } from "../loaded.ts";

/** A unit that has to do with a defect of another one. */
interface Related {
  readonly row: number;
  readonly said: string;
}

/** Buttons that lead from the unit at `row` to the other units of its defect. */
export function relatedUnits(
  loaded: Loaded,
  defect: Defect,
  row: number,
  ask: (row: number) => void,
): TemplateResult[] {
  return relatedTo(defect, row).map(
    ({ row: other, said }) =>
      html`<button class="link related" @click=${() => ask(other)}>${said} <bdi translate="no">${nameAt(loaded, other)}</bdi></button>`,
  );
}

function relatedTo(defect: Defect, row: number): Related[] {
  if (defect.kind === "MissingParent" && defect.suggestion) {
    return [{ row: defect.suggestion.row, said: "Perhaps below" }];
  }
  if (defect.kind === "DuplicateId") {
    const [first, again] = defect.rows;
    return row === first
      ? [{ row: again, said: "The same id has" }]
      : [{ row: first, said: "The first with this id is" }];
  }
  if (defect.kind === "Cycle") return closing(defect.rows, row);
  return [];
}

// The last row of a circle is the parent that the first one claims.
function closing(rows: readonly number[], row: number): Related[] {
  const [first = row] = rows;
  const last = rows.at(-1) ?? row;
  if (row === first) return [{ row: last, said: "Its parent, and below it, is" }];
  return [{ row: first, said: row === last ? "Closes the circle as parent of" : "The circle is opened at" }];
}
