import type { Defect } from "business-units/tree";
import { html, type TemplateResult } from "lit";
import { type Loaded, nameAt } from "../loaded.ts";
import { defectGroups } from "../model/defect-groups.ts";
import { kindNames, kindSentences, number } from "../words.ts";
import { LightElement } from "./light-element.ts";
import { relatedUnits } from "./related-units.ts";

const BATCH = 50;

/** What is wrong with the listing, by kind. Tells `unit-asked` with the row of a defect's unit, or of its suggested parent. */
export class DefectList extends LightElement {
  static override properties = { loaded: { attribute: false }, shown: { state: true } };
  declare loaded: Loaded;
  /** How many defects of a kind are shown, where more than the first batch was asked for. */
  declare shown: ReadonlyMap<string, number>;

  #followed: HTMLElement | undefined;

  /** Focuses the defect that was followed last, else the first one. */
  focusDefect(): void {
    const kept = this.#followed?.isConnected ? this.#followed : undefined;
    const found = kept ?? this.querySelector<HTMLElement>(".defect") ?? this.querySelector("h3");
    if (found && found.tabIndex < 0) found.tabIndex = -1;
    found?.focus();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("loaded")) return;
    this.shown = new Map();
    this.#followed = undefined;
  }

  protected override render(): TemplateResult {
    const { defects, tree } = this.loaded;
    const warnings = tree.warnings.map((warning) => html`<li><bdi>${warning}</bdi></li>`);
    return html`${defects.length + warnings.length === 0 ? html`<p class="quiet">Nothing is wrong with this listing.</p>` : ""}
      ${defectGroups(defects).map((group) => this.#group(group))}
      ${warnings.length > 0 ? html`<h3>Remarks of the reader</h3><ul>${warnings}</ul>` : ""}`;
  }

  #group(group: readonly Defect[]): TemplateResult {
    const [first] = group;
    if (!first) return html``;
    const shown = group.slice(0, this.shown.get(first.kind) ?? BATCH);
    return html`<section class="defects" data-kind=${first.kind} data-severity=${first.severity}>
      <h3>${kindNames[first.kind]} <span class="count">${number(group.length)}</span></h3>
      <p class="quiet">${kindSentences[first.kind]}</p>
      <ul>${shown.map((defect) => html`<li>${this.#defect(defect)}</li>`)}</ul>
      ${this.#more(first.kind, group.length - shown.length)}
    </section>`;
  }

  #defect(defect: Defect): TemplateResult {
    const { message } = defect;
    if (defect.kind === "CountMismatch") return html`<p class="defect"><bdi>${message}</bdi></p>`;
    const ask = (row: number) => this.tell("unit-asked", row);
    return html`<button class="defect" @click=${(event: Event) => this.#follow(event, defect.row)}>
        <bdi class="defect-name" translate="no">${nameAt(this.loaded, defect.row)}</bdi> <bdi class="quiet">${message}</bdi>
      </button>
      ${relatedUnits(this.loaded, defect, defect.row, ask)}`;
  }

  #follow({ currentTarget }: Event, row: number): void {
    this.#followed = currentTarget as HTMLElement;
    this.tell("unit-asked", row);
  }

  #more(kind: string, left: number): TemplateResult | string {
    if (left <= 0) return "";
    const next = Math.min(left, BATCH);
    return html`<button class="small" @click=${() => void this.#showMore(kind)}>Show ${number(next)} more of ${number(left)}</button>`;
  }

  /** The focus goes on with the first of the new ones: the button that was pressed may be gone. */
  async #showMore(kind: string): Promise<void> {
    const before = this.shown.get(kind) ?? BATCH;
    this.shown = new Map([...this.shown, [kind, before + BATCH]]);
    await this.updateComplete;
    this.querySelectorAll<HTMLElement>(`[data-kind="${kind}"] .defect`)[before]?.focus();
  }
}

customElements.define("defect-list", DefectList);
