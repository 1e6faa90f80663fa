import { html, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Loaded } from "../loaded.ts";
import { ancestorsOf } from "../model/columns.ts";
import { close, closeAll, type Expansion, open, openAll, openFirstLevels } from "../model/expansion.ts";
import { type Cursor, type Move, moveFor } from "../model/keyboard.ts";
import { ALL_MOUNTED, mountedPlaces, type View } from "../model/mounted.ts";
import { findBeginning, Typeahead } from "../model/typeahead.ts";
import { placeOf, visibleRows } from "../model/visible.ts";
import { Names } from "../names.ts";
import { LightElement } from "./light-element.ts";
import { flagOf, treeRow } from "./tree-row.ts";

const OPEN_AT_FIRST = 200;

/** The tree as flat rows under one tab stop. Tells `unit-selected` with a row. */
export class UnitTreeView extends LightElement {
  static override properties = {
    loaded: { attribute: false },
    selected: { attribute: false },
    expansion: { state: true },
    active: { state: true },
  };
  declare loaded: Loaded;
  declare selected: number | undefined;
  declare expansion: Expansion;
  declare active: number;
  #visible: Uint32Array = new Uint32Array();
  #names: Names | undefined;
  #rowHeight = 32;
  #focusDue = false;
  readonly #typed = new Typeahead();
  readonly #resized = new ResizeObserver(() => this.requestUpdate());

  /** Opens what hides `row`, scrolls to it and focuses it. */
  reveal(row: number): void {
    this.expansion = open(this.expansion, ancestorsOf(this.loaded.columns, row));
    this.#focus(row);
  }

  openAll(): void {
    this.expansion = openAll(this.loaded.columns);
  }

  closeAll(): void {
    this.expansion = closeAll(this.loaded.columns);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("loaded")) this.#begin();
    if (!changed.has("loaded") && !changed.has("expansion")) return;
    this.#visible = visibleRows(this.loaded.columns, this.expansion);
    this.active = this.#visible[placeOf(this.#visible, this.active)] ?? 0;
  }

  protected override render(): TemplateResult {
    const rows = mountedPlaces(this.#view(), placeOf(this.#visible, this.active));
    return html`<div class="tree" role="tree" aria-labelledby="tree-title" @keydown=${this.#keydown} @click=${this.#click}
      @dblclick=${this.#doubleClick} @scroll=${this.#scroll}>
      <div class="canvas" role="none">${repeat(
        rows,
        (place) => this.#visible[place],
        (place) => this.#row(place),
      )}</div>
    </div>`;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    if (this.#box) this.#resized.observe(this.#box);
  }

  protected override updated(_changed: PropertyValues): void {
    this.#box?.style.setProperty("--rows", String(this.#visible.length));
    const element = this.querySelector<HTMLElement>('[tabindex="0"]');
    if (element) this.#rowHeight = element.offsetHeight || this.#rowHeight;
    if (this.#focusDue) this.#showActive(element);
    this.#focusDue = false;
  }

  #begin(): void {
    this.#names = new Names(this.loaded.tree);
    this.expansion = openFirstLevels(this.loaded.columns, OPEN_AT_FIRST);
    this.active = 0;
  }

  get #box(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".tree");
  }

  #view(): View {
    const box = this.#box;
    const { scrollTop: top = 0, clientHeight: height = 800 } = box ?? {};
    return { count: this.#visible.length, top, height, rowHeight: this.#rowHeight };
  }

  #row(place: number): TemplateResult {
    const row = this.#visible[place] ?? 0;
    const { columns, siblings } = this.loaded;
    const size = columns.size[row] ?? 1;
    return treeRow({
      row,
      place,
      depth: columns.depth[row] ?? 0,
      position: siblings.position[row] ?? 1,
      setSize: siblings.setSize[row] ?? 1,
      open: size > 1 ? this.expansion[row] === 1 : undefined,
      active: row === this.active,
      selected: row === this.selected,
      name: this.#name(row),
      below: size - 1,
      flag: flagOf(this.loaded.defectsByRow.get(row)),
    });
  }

  #name(row: number): string {
    return this.#names?.of(row) ?? "";
  }

  #focus(row: number): void {
    this.active = row;
    this.#focusDue = true;
    this.requestUpdate();
  }

  #showActive(element: HTMLElement | null): void {
    element?.scrollIntoView({ block: "nearest" });
    element?.focus({ preventScroll: true });
  }

  #scroll(): void {
    if (this.#visible.length > ALL_MOUNTED) this.requestUpdate();
  }

  #click(event: Event): void {
    const row = rowUnder(event);
    if (row === undefined) return;
    this.#typed.forget();
    this.#focus(row);
    if (isTwisty(event)) this.#toggle(row);
    else this.tell("unit-selected", row);
  }

  #doubleClick(event: Event): void {
    const row = rowUnder(event);
    if (row !== undefined && !isTwisty(event)) this.#toggle(row);
  }

  #toggle(row: number): void {
    this.expansion = this.expansion[row] ? close(this.expansion, row) : open(this.expansion, [row]);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = this.#typedMove(event) ?? moveFor(event.key === " " ? "Enter" : event.key, this.#cursor());
    if (!move && !scrollsByItself(event.key)) return;
    event.preventDefault();
    if (move) this.#make(move);
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
    const isLetter = [...key].length === 1 && key !== "*" && (key !== " " || this.#typed.waiting(timeStamp));
    if (!isLetter) {
      this.#typed.forget();
      return undefined;
    }
    const nameAt = (place: number) => this.#name(this.#visible[place] ?? 0);
    const from = placeOf(this.#visible, this.active);
    const place = findBeginning(this.#typed.add(key, timeStamp), from, this.#visible.length, nameAt);
    return { kind: "focus", row: this.#visible[place] ?? this.active };
  }

  #make(move: Move): void {
    if (move.kind === "focus") this.#focus(move.row);
    if (move.kind === "open") this.expansion = open(this.expansion, move.rows);
    if (move.kind === "close") this.expansion = close(this.expansion, move.row);
    if (move.kind === "select") this.tell("unit-selected", move.row);
  }
}

function rowUnder({ target }: Event): number | undefined {
  const row = (target as Element).closest<HTMLElement>("[data-row]")?.dataset.row;
  return row === undefined ? undefined : Number(row);
}

function isTwisty({ target }: Event): boolean {
  return (target as Element).matches(".twisty");
}

// At the ends of the tree these keys must not scroll the box away from the focused row.
function scrollsByItself(key: string): boolean {
  return ["ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", " "].includes(key);
}

customElements.define("unit-tree", UnitTreeView);
