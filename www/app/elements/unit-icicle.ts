import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { nameAt } from "../loaded.ts";
import { ancestorsOf } from "../model/columns.ts";
import { keyAsMeant } from "../model/direction.ts";
import { type Box, type Icicle, icicleBoxes, icicleOf, zoomFor } from "../model/icicle.ts";
import { icicleMoveFor } from "../model/icicle-keyboard.ts";
import { icicleBox } from "./icicle-box.ts";
import { RovingUnits } from "./roving-units.ts";
import { rowUnder } from "./row-under.ts";

const NARROWEST_PX = 4;
const READABLE_PX = 28;

/** The units as boxes, each as wide as its subtree is large. */
export class UnitIcicle extends RovingUnits {
  static override properties = { root: { state: true } };
  /** The unit that is zoomed into. */
  declare root: number | undefined;
  #icicle: Icicle | undefined;
  #width = 0;

  override showRow(row: number): void {
    this.root = zoomFor(this.loaded.columns, this.root, row);
    super.showRow(row);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("loaded")) {
      const root = this.root === undefined ? undefined : this.rowNow(changed.get("loaded"), this.root);
      this.root = zoomFor(this.loaded.columns, root, this.active);
    }
    if (changed.has("loaded") || changed.has("root")) this.#icicle = icicleOf(this.loaded.columns, this.root);
  }

  protected override render(): TemplateResult {
    const boxes = this.#boxes();
    const levels = boxes.reduce((most, { level }) => Math.max(most, level + 1), 0);
    return html`${this.#zoom()}
      <div class="icicle" role="tree" aria-orientation="horizontal" aria-labelledby="tree-title"
        aria-describedby="icicle-keys" @keydown=${this.#keydown} @click=${this.#click} @dblclick=${this.#doubleClick}>
        <div class="boxes" role="none" .style=${`--levels: ${levels}`}>${repeat(
          boxes,
          ({ row, gap }) => (gap > 0 ? -1 - row : row),
          (box) => this.#box(box),
        )}</div>
      </div>
      <p id="icicle-keys" class="quiet keys">As wide as all below it. Arrows move, Enter selects, + and − zoom.</p>`;
  }

  protected get box(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".boxes");
  }

  protected resized(): void {
    const width = this.box?.clientWidth ?? 0;
    if (width === this.#width) return;
    this.#width = width;
    this.requestUpdate();
  }

  #boxes(): Box[] {
    if (!this.#icicle) return [];
    return icicleBoxes(this.#icicle, { least: NARROWEST_PX / this.#knownWidth, active: this.active });
  }

  get #knownWidth(): number {
    return this.#width || 1_000;
  }

  #zoom(): TemplateResult {
    const { loaded, root, active } = this;
    const above = root === undefined ? [] : [...ancestorsOf(loaded.columns, root).reverse(), root];
    const canZoom = active !== root && (loaded.columns.size[active] ?? 1) > 1;
    return html`<div class="zoom" role="group" aria-label="Zoom">
      <ol class="path">
        <li>${this.#step("All units", undefined)}</li>
        ${above.slice(-3).map((row) => html`<li>${this.#step(html`<bdi>${nameAt(loaded, row)}</bdi>`, row)}</li>`)}
      </ol>
      ${canZoom ? html`<button class="small" @click=${() => this.#zoomTo(active)}>Zoom into <bdi>${nameAt(loaded, active)}</bdi></button>` : nothing}
    </div>`;
  }

  #step(words: TemplateResult | string, root: number | undefined): TemplateResult {
    if (root === this.root) return html`<span aria-current="true">${words}</span>`;
    return html`<button class="link" @click=${() => this.#zoomTo(root)}>${words}</button>`;
  }

  #box(box: Box): TemplateResult {
    return icicleBox(this.loaded, box, {
      active: box.row === this.active,
      selected: box.row === this.selected,
      found: this.found,
      isReadable: box.width * this.#knownWidth >= READABLE_PX,
    });
  }

  #zoomTo(root: number | undefined): void {
    const { columns } = this.loaded;
    this.root = root;
    // Where the unit under the keyboard would not be drawn, the one that is zoomed to takes its place.
    if (zoomFor(columns, root, this.active) !== root)
      this.active = root ?? ancestorsOf(columns, this.active).at(-1) ?? this.active;
    this.focusActive();
  }

  #click(event: Event): void {
    const row = rowUnder(event);
    if (row === undefined) return;
    this.focusRow(row);
    this.tell("unit-selected", row);
  }

  #doubleClick(event: Event): void {
    const row = rowUnder(event);
    if (row !== undefined && (this.loaded.columns.size[row] ?? 1) > 1) this.#zoomTo(row);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { columns } = this.loaded;
    const key = keyAsMeant(event.key, getComputedStyle(this).direction === "rtl");
    const move = icicleMoveFor(key, { columns, root: this.root, active: this.active });
    if (!move && !key.startsWith("Arrow")) return;
    event.preventDefault();
    if (move?.kind === "focus") this.focusRow(move.row);
    if (move?.kind === "zoom") this.#zoomTo(move.root);
    if (move?.kind === "select") this.tell("unit-selected", move.row);
  }
}

customElements.define("unit-icicle", UnitIcicle);
