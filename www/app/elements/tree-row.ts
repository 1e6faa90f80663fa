import { html, nothing, type TemplateResult } from "lit";
import type { Ranges } from "../model/found.ts";
import { markedPieces } from "../model/marked.ts";
import type { SiblingPlace } from "../model/siblings.ts";
import { hasInk, number, shownName } from "../words.ts";
import type { Flag } from "./defect-flag.ts";

/** One visible row of the tree, as it stands in the DOM. */
export interface TreeRow extends SiblingPlace {
  readonly row: number;
  readonly place: number;
  readonly depth: number;
  /** Undefined for a unit without children. */
  readonly open: boolean | undefined;
  readonly active: boolean;
  readonly selected: boolean;
  readonly name: string;
  /** The parts of the name that a search found. */
  readonly ranges: Ranges | undefined;
  readonly below: number;
  readonly flag: Flag | undefined;
}

// The style is set as a property: the page's CSP refuses style attributes.
/** The markup of a row, the same whether all rows are mounted or only some. */
export function treeRow(row: TreeRow): TemplateResult {
  return html`<div class="row" role="treeitem" data-row=${row.row} tabindex=${row.active ? 0 : -1}
    aria-level=${row.depth + 1} aria-setsize=${row.setSize} aria-posinset=${row.position}
    aria-expanded=${row.open ?? nothing} aria-selected=${row.selected}
    .style=${`--place: ${row.place}; --depth: ${row.depth}`}
    ><span class="twisty" aria-hidden="true"></span><bdi translate="no" class=${hasInk(row.name) ? "name" : "name quiet"}>${marked(row)}</bdi>
    ${row.below ? html`<span class="below" aria-hidden="true">${number(row.below)}</span>` : nothing}
    ${row.flag ? html`<span class="flag" data-severity=${row.flag.severity}>${row.flag.words}</span>` : nothing}</div>`;
}

function marked({ name, ranges }: TreeRow): string | unknown[] {
  if (!hasInk(name) || !ranges) return shownName(name);
  return markedPieces(name, ranges).map(({ text, isFound }) => (isFound ? html`<mark>${text}</mark>` : text));
}
