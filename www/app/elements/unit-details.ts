import type { Defect, UnitRecord } from "business-units/tree";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type Loaded, nameAt } from "../loaded.ts";
import { ancestorsOf } from "../model/columns.ts";
import { countBelow } from "../model/subtree.ts";
import { counted, kindNames, number, shownName } from "../words.ts";
import { LightElement } from "./light-element.ts";
import { relatedUnits } from "./related-units.ts";
import "./below-actions.ts";
import "./copy-button.ts";

const LONGEST_PATH = 24;

/** Everything known about the selected unit. Tells `unit-asked` with the row of its parent, or of its suggested one. */
export class UnitDetails extends LightElement {
  static override properties = { loaded: { attribute: false }, row: { attribute: false } };
  declare loaded: Loaded;
  declare row: number | undefined;

  protected override render(): TemplateResult {
    if (this.row === undefined) return html`<p class="quiet">Select a unit to see its details.</p>`;
    const unit = this.#record(this.row);
    // Elements of its own for each unit: a translator replaces text nodes, and lit would update the replaced ones.
    return html`${keyed(this.row, this.#details(unit))}`;
  }

  #details(unit: UnitRecord): TemplateResult {
    return html`<h3 class="unit-name" translate="no"><bdi>${shownName(unit.name)}</bdi></h3>
      ${this.#defects(unit.row)}
      <dl class="facts">${this.#identity(unit)} ${this.#place(unit)} ${this.#dates(unit)}</dl>
      <below-actions .loaded=${this.loaded} .row=${unit.row}></below-actions>`;
  }

  #record(row: number): UnitRecord {
    const [record] = this.loaded.tree.rows(row, row + 1).records;
    if (!record) throw new RangeError(`no unit at row ${row}`);
    return record;
  }

  #identity({ id, description }: UnitRecord): TemplateResult {
    const copyable = html`${code(id)} <copy-button .text=${id} label="Copy the id"></copy-button>`;
    return html`${fact("Id", id && copyable, "(none)")} ${fact("Description", description)}`;
  }

  #place(unit: UnitRecord): TemplateResult {
    return html`${fact("Path", this.#path(unit.row))} ${fact("Parent", this.#parent(unit), "none: a root")}
      ${fact("Level", unit.depth + 1)} ${fact("Below it", this.#below(unit.row))}
      ${fact("Path as sent", unit.path)} ${fact("Account", unit.accountId && code(unit.accountId))}`;
  }

  #below(row: number): string {
    const { children, all, leaves } = countBelow(this.loaded.columns, row);
    if (all === 0) return "nothing";
    return `${counted(all, "unit")}: ${number(children)} directly, ${number(leaves)} with nothing below`;
  }

  #dates({ createdAt, updatedAt }: UnitRecord): TemplateResult {
    return html`${fact("Created", createdAt)} ${fact("Updated", updatedAt)}`;
  }

  #path(row: number): TemplateResult {
    const rows = [row, ...ancestorsOf(this.loaded.columns, row)].reverse();
    const left = rows.length - LONGEST_PATH;
    const shown = left > 0 ? rows.slice(left) : rows;
    return html`<ol class="path" translate="no">
      ${left > 0 ? html`<li class="quiet">${counted(left, "unit")} above</li>` : ""}
      ${shown.map((step) => html`<li><bdi>${nameAt(this.loaded, step)}</bdi></li> `)}
    </ol>`;
  }

  #parent({ row, parentId }: UnitRecord): TemplateResult | undefined {
    const parent = this.loaded.columns.parent[row] ?? -1;
    if (parent >= 0) return this.#parentButton(parent);
    return parentId
      ? html`${code(parentId)} <span class="quiet">(as sent; shown as a root)</span>`
      : undefined;
  }

  #parentButton(parent: number): TemplateResult {
    const name = nameAt(this.loaded, parent);
    return html`<button class="link" translate="no" @click=${() => this.tell("unit-asked", parent)}><bdi>${name}</bdi></button>`;
  }

  #defects(row: number): TemplateResult | typeof nothing {
    const defects = this.loaded.defectsByRow.get(row);
    if (!defects) return nothing;
    return html`<ul class="unit-defects">
      ${defects.map((defect) => this.#defect(defect, row))}
    </ul>`;
  }

  #defect(defect: Defect, row: number): TemplateResult {
    const { kind, severity } = defect;
    return html`<li data-severity=${severity}>
      <p><strong>${kindNames[kind]}.</strong> <bdi>${sentence(defect, row)}</bdi></p>
      ${relatedUnits(this.loaded, defect, row, (other) => this.tell("unit-asked", other))}
    </li>`;
  }
}

// The message is about the unit that the defect was found at.
function sentence(defect: Defect, row: number): string {
  if (defect.kind === "CountMismatch" || defect.row === row) return defect.message;
  if (defect.kind === "DuplicateId")
    return "Another unit has the same id; this one keeps the units below it.";
  return "This unit is below itself, through a circle of parents.";
}

type Value = TemplateResult | string | number | null | undefined;

/** A term and its value; without a value what `absent` says, or nothing. */
function fact(term: string, value: Value, absent?: string): TemplateResult | typeof nothing {
  const isMissing = value === undefined || value === null || value === "";
  if (isMissing && absent === undefined) return nothing;
  const shown = isMissing ? html`<span class="quiet">${absent}</span>` : value;
  return html`<dt>${term}</dt><dd>${typeof shown === "string" ? html`<bdi>${shown}</bdi>` : shown}</dd>`;
}

function code(text: string): TemplateResult {
  return html`<code translate="no"><bdi>${text}</bdi></code>`;
}

customElements.define("unit-details", UnitDetails);
