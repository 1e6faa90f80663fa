import { html, nothing, type TemplateResult } from "lit";
import { type Loaded, nameAt } from "../loaded.ts";
import type { Found } from "../model/found.ts";
import { type Box, MOST_LEVELS } from "../model/icicle.ts";
import { placeOf } from "../model/visible.ts";
import { counted, number } from "../words.ts";

/** The state of the page that a box shows. */
export interface BoxState {
  readonly active: boolean;
  readonly selected: boolean;
  readonly found: Found | undefined;
  /** Whether there is room for a few letters. */
  readonly isReadable: boolean;
}

// The style is set as a property: the page's CSP refuses style attributes.
/** A unit's box; of units that are too narrow, one box together, which nothing leads to. */
export function icicleBox(loaded: Loaded, box: Box, state: BoxState): TemplateResult {
  const style = `--x: ${box.x}; --width: ${box.width}; --level: ${box.level}`;
  const isFound = state.found ? holdsHit(state.found, box.row, Math.max(box.gap, 1)) : false;
  if (box.gap > 0) {
    return html`<div class="gap" aria-hidden="true" ?data-found=${isFound} .style=${style} title=${counted(box.gap, "unit")}></div>`;
  }
  return unitBox(loaded, box, state, { style, isFound });
}

function unitBox(
  loaded: Loaded,
  { row, level }: Box,
  { active, selected, isReadable }: BoxState,
  { style, isFound }: { style: string; isFound: boolean },
): TemplateResult {
  const { columns, siblings, defectsByRow } = loaded;
  const { position, setSize } = siblings.of(row);
  const below = (columns.size[row] ?? 1) - 1;
  const isWrong = defectsByRow.get(row)?.some(({ severity }) => severity === "error") ?? false;
  const name = nameAt(loaded, row);
  return html`<div class="box" role="treeitem" data-row=${row} tabindex=${active ? 0 : -1}
    aria-level=${(columns.depth[row] ?? 0) + 1} aria-setsize=${setSize}
    aria-posinset=${position} aria-selected=${selected}
    aria-expanded=${below > 0 ? level + 1 < MOST_LEVELS : nothing}
    aria-description=${below > 0 ? `${counted(below, "unit")} below` : nothing}
    ?data-found=${isFound} ?data-wrong=${isWrong} .style=${style} title=${name}
    aria-label=${isReadable ? nothing : name}
    >${isReadable ? label(name, below) : nothing}</div>`;
}

function label(name: string, below: number): TemplateResult {
  const size = below > 0 ? html` <span class="below" aria-hidden="true">${number(below)}</span>` : nothing;
  return html`<bdi translate="no" class="name">${name}</bdi>${size}`;
}

function holdsHit({ rows }: Found, from: number, count: number): boolean {
  const last = rows[placeOf(rows, from + count - 1)] ?? -1;
  return last >= from && last < from + count;
}
