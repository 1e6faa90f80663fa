import { html, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { keyAsMeant } from "../model/direction.ts";
import { close, type Expansion, open } from "../model/expansion.ts";
import { type Cursor, type Move, moveFor } from "../model/keyboard.ts";
import { ALL_MOUNTED, mountedPlaces, type View } from "../model/mounted.ts";
import { findBeginning, Typeahead } from "../model/typeahead.ts";
import { placeOf, visibleRows } from "../model/visible.ts";
import { flagAt } from "./defect-flag.ts";
import { GrowingMargin } from "./growing-margin.ts";
import { RovingUnits } from "./roving-units.ts";
import { rowUnder } from "./row-under.ts";
import { treeRow } from "./tree-row.ts";

/** The tree as flat rows; its parent element keeps what is open. Tells `expansion-changed` with what is open next, too. */
export class UnitTreeView extends RovingUnits {
  static override properties = { expansion: { attribute: false } };
  declare expansion: Expansion;
  #visible: Uint32Array = new Uint32Array();
  #rowHeight = 32;
  readonly #growth = new GrowingMargin(() => this.requestUpdate());
  readonly #typed = new Typeahead();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#growth.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!["loaded", "expansion", "found"].some((name) => changed.has(name))) return;
    this.#growth.begin();
    this.#visible = visibleRows(this.loaded.columns, this.expansion, this.found?.filter);
    this.active = this.#visible[placeOf(this.#visible, this.active)] ?? 0;
  }

  protected override render(): TemplateResult {
    const rows = mountedPlaces(this.#view(), placeOf(this.#visible, this.active));
    return html`<div class="tree" role="tree" aria-labelledby="tree-title" @keydown=${this.#keydown} @click=${this.#click}
      @dblclick=${this.#doubleClick} @scroll=${this.scrolled}>
      <div class="canvas" role="none">${repeat(
        rows,
        (place) => this.#visible[place],
        (place) => this.#row(place),
      )}</div>
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    this.box?.style.setProperty("--rows", String(this.#visible.length));
    this.#rowHeight = this.activeElement?.offsetHeight || this.#rowHeight;
    super.updated(changed);
    if (!this.#isWindowed) this.#growth.growTo(this.#visible.length);
  }

  protected get box(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".tree");
  }

  protected resized(): void {
    this.requestUpdate();
  }

  // Where rows are windowed, those that came into view are mounted before anything is painted.
  protected override scrolled(): void {
    if (this.#growth.margin < this.#visible.length) this.requestUpdate();
  }

  get #isWindowed(): boolean {
    return this.#visible.length > ALL_MOUNTED;
  }

  #view(): View {
    const { box } = this;
    const { scrollTop = 0, clientHeight: height = 800 } = box ?? {};
    // The box still stands where a longer list was; the browser moves it only after this one is drawn.
    const top = Math.max(0, Math.min(scrollTop, this.#visible.length * this.#rowHeight - height));
    return {
      count: this.#visible.length,
      top,
      height,
      rowHeight: this.#rowHeight,
      margin: this.#growth.margin,
    };
  }

  #row(place: number): TemplateResult {
    const row = this.#visible[place] ?? 0;
    const { columns, names } = this.loaded;
    const siblings = this.found?.siblings ?? this.loaded.siblings;
    const size = columns.size[row] ?? 1;
    return treeRow({
      row,
      place,
      depth: columns.depth[row] ?? 0,
      ...siblings.of(row),
      open: size > 1 ? this.expansion[row] === 1 : undefined,
      active: row === this.active,
      selected: row === this.selected,
      name: names.of(row),
      ranges: this.found?.ranges.get(row),
      below: size - 1,
      flag: flagAt(this.loaded, row),
    });
  }

  #click(event: Event): void {
    const row = rowUnder(event);
    if (row === undefined) return;
    this.#typed.forget();
    this.focusRow(row);
    if (isTwisty(event)) this.#toggle(row);
    else this.tell("unit-selected", row);
  }

  #doubleClick(event: Event): void {
    const row = rowUnder(event);
    if (row !== undefined && !isTwisty(event)) this.#toggle(row);
  }

  #toggle(row: number): void {
    this.#become(this.expansion[row] ? close(this.expansion, row) : open(this.expansion, [row]));
  }

  #become(expansion: Expansion): void {
    this.expansion = expansion;
    this.tell("expansion-changed", expansion);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = this.#typedMove(event) ?? moveFor(this.#keyOf(event), this.#cursor());
    if (!move && !scrollsByItself(event.key)) return;
    event.preventDefault();
    if (move) this.#make(move);
  }

  #keyOf({ key }: KeyboardEvent): string {
    return keyAsMeant(key, getComputedStyle(this).direction === "rtl");
  }

  #cursor(): Cursor {
    const page = Math.max(1, Math.floor(this.#view().height / this.#rowHeight) - 1);
    return {
      columns: this.loaded.columns,
      expansion: this.expansion,
      visible: this.#visible,
      active: this.active,
      page,
    };
  }

  #typedMove({ key, timeStamp }: KeyboardEvent): Move | undefined {
    const isLetter =
      [...key].length === 1 && !"*/".includes(key) && (key !== " " || this.#typed.waiting(timeStamp));
    if (!isLetter) {
      this.#typed.forget();
      return undefined;
    }
    const place = this.#beginning(this.#typed.add(key, timeStamp));
    return { kind: "focus", row: this.#visible[place] ?? this.active };
  }

  #beginning(text: string): number {
    const visible = this.#visible;
    const { names } = this.loaded;
    const places = {
      from: placeOf(visible, this.active),
      count: visible.length,
      nameAt: (place: number) => names.of(visible[place] ?? 0),
    };
    const shown = names.beginnings(text)?.filter((row) => visible[placeOf(visible, row)] === row);
    return findBeginning(
      text,
      places,
      shown?.map((row) => placeOf(visible, row)),
    );
  }

  #make(move: Move): void {
    if (move.kind === "focus") this.focusRow(move.row);
    if (move.kind === "open") this.#become(open(this.expansion, move.rows));
    if (move.kind === "close") this.#become(close(this.expansion, move.row));
    if (move.kind === "select") this.tell("unit-selected", move.row);
  }
}

function isTwisty({ target }: Event): boolean {
  return (target as Element).matches(".twisty");
}

// At the ends of the tree these keys must not scroll the box away from the focused row.
function scrollsByItself(key: string): boolean {
  return ["ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", " "].includes(key);
}

customElements.define("unit-tree", UnitTreeView);
