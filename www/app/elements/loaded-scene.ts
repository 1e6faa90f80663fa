import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { View } from "../address.ts";
import { extent, type Loaded } from "../loaded.ts";
import { ancestorsOf } from "../model/columns.ts";
import { type Expansion, firstLevels, levelShown, open, openToLevel } from "../model/expansion.ts";
import { type Found, foundIn, isLeft, nextHit } from "../model/found.ts";
import { reopened } from "../model/reopened.ts";
import type { Shown } from "../scene.ts";
import { number } from "../words.ts";
import { LightElement } from "./light-element.ts";
import { emptyNote, nothingFound, sidePanel } from "./scene-parts.ts";
import "./level-choice.ts";
import "./unit-search.ts";
import "./unit-icicle.ts";
import "./unit-tree.ts";
import type { DefectList } from "./defect-list.ts";
import type { RovingUnits } from "./roving-units.ts";
import type { UnitSearch } from "./unit-search.ts";

const OPEN_AT_FIRST = 200;
const MOST_HITS = 1_000;

/** A tree that is loaded, with all that can be done with it. Tells `shown-changed` with a part of {@link Shown}. */
export class LoadedScene extends LightElement {
  static override properties = {
    loaded: { attribute: false },
    selected: { attribute: false },
    view: { attribute: false },
    query: { attribute: false },
    expansion: { state: true },
    foundExpansion: { state: true },
    place: { state: true },
  };
  declare loaded: Loaded;
  declare selected: number | undefined;
  declare view: View;
  declare query: string;
  /** What is open of the whole tree, and of the part that a search leaves. */
  declare expansion: Expansion;
  declare foundExpansion: Expansion;
  /** Which hit was gone to. */
  declare place: number | undefined;
  #found: Found | undefined;
  /** How many levels are shown, where that is the same everywhere. */
  #level: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#slash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#slash);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("loaded")) this.#begin(changed.get("loaded"));
    if (changed.has("loaded") || changed.has("query")) this.#search();
  }

  protected override render(): TemplateResult {
    const { loaded } = this;
    const isEmpty = loaded.tree.size === 0;
    return html`<div class="explorer" @unit-selected=${this.#selected} @unit-asked=${this.#asked}>
      <section class="tree-panel" aria-labelledby="tree-title" @keydown=${this.#keydown}>
        <div class="panel-head">
          <h2 id="tree-title"><bdi>${loaded.title}</bdi></h2>
          <p class="quiet">${extent(loaded)}</p>
          ${this.#problems()}
          ${isEmpty ? nothing : this.#tools()}
        </div>
        ${isEmpty ? emptyNote(loaded.origin) : this.#units()}
      </section>
      ${!isEmpty || loaded.defects.length > 0 ? sidePanel(loaded, this.selected) : nothing}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("query") && this.#found && this.#found.best >= 0) this.#shown?.showRow(this.#found.best);
  }

  /** The rows stand in the page, too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#shown?.updateComplete;
    return done;
  }

  /** Brings a unit into view that was selected elsewhere, unless a search leaves it out. */
  async reveal(row: number): Promise<void> {
    if (this.#found && !isLeft(this.loaded.columns, this.#found.filter, row)) return;
    await this.#uncover(row);
    this.#shown?.showRow(row);
  }

  get #shown(): RovingUnits | null {
    return this.querySelector<RovingUnits>("unit-tree, unit-icicle");
  }

  get #opened(): Expansion {
    return this.#found ? this.foundExpansion : this.expansion;
  }

  #problems(): TemplateResult {
    const { problems } = this.loaded;
    if (problems === 0) return html`<p class="quiet fine">No problems</p>`;
    const focusDefect = () => this.querySelector<DefectList>("defect-list")?.focusDefect();
    return html`<button class="small fine" @click=${focusDefect}>Problems (${number(problems)})</button>`;
  }

  #tools(): TemplateResult {
    const { levels } = this.loaded;
    return html`<div class="tools" @query-changed=${this.#queryChanged} @hit-asked=${this.#hitAsked}
      @search-left=${() => this.#shown?.focusActive()} @level-chosen=${this.#levelChosen}>
      <unit-search .query=${this.query} .found=${this.#found} .place=${this.place}></unit-search>
      ${this.view === "tree" ? html`<level-choice .levels=${levels} .shown=${this.#level}></level-choice>` : nothing}
      <div class="views" role="group" aria-label="View">
        ${this.#viewButton("tree", "Tree")} ${this.#viewButton("icicle", "Icicle")}
      </div>
    </div>`;
  }

  #viewButton(view: View, name: string): TemplateResult {
    const choose = () => this.tell<Shown>("shown-changed", { view });
    return html`<button class="small" aria-pressed=${this.view === view} @click=${choose}>${name}</button>`;
  }

  #units(): TemplateResult {
    if (this.#found?.rows.length === 0) return nothingFound(this.query, () => void this.#leaveSearch());
    if (this.view === "icicle") {
      return html`<unit-icicle .loaded=${this.loaded} .selected=${this.selected} .found=${this.#found}></unit-icicle>`;
    }
    return html`<unit-tree .loaded=${this.loaded} .selected=${this.selected} .expansion=${this.#opened}
      .found=${this.#found} @expansion-changed=${this.#expansionChanged}></unit-tree>`;
  }

  /** Opens the first levels; of a newer list, what was open of the one before. */
  #begin(before: Loaded | undefined): void {
    const { columns, levels, origin } = this.loaded;
    const same = before?.origin === origin ? reopened(before, this.expansion, this.loaded) : undefined;
    this.#level = same ? levelShown(columns, same) : firstLevels(columns, levels, OPEN_AT_FIRST);
    this.expansion = same ?? openToLevel(columns, this.#level ?? 1);
  }

  #search(): void {
    const { columns, tree } = this.loaded;
    const wanted = this.query.trim();
    this.place = undefined;
    this.#found = wanted
      ? foundIn(columns, tree.search(wanted, { limit: MOST_HITS + 1 }), MOST_HITS)
      : undefined;
    if (this.#found) this.foundExpansion = this.#found.filter.above;
    if (this.hasUpdated || this.#found) this.#level = levelShown(columns, this.#opened);
  }

  #become(expansion: Expansion): void {
    if (this.#found) this.foundExpansion = expansion;
    else this.expansion = expansion;
    this.#level = levelShown(this.loaded.columns, expansion);
  }

  #ask(query: string): void {
    this.query = query;
    this.tell<Shown>("shown-changed", { query });
  }

  #select(row: number): void {
    this.selected = row;
    this.place = this.#found ? placeAmong(this.#found.rows, row) : undefined;
    this.tell<Shown>("shown-changed", { selected: row });
  }

  /** Opens what hides `row`; where a search leaves it out, the search ends. */
  async #uncover(row: number): Promise<void> {
    const above = ancestorsOf(this.loaded.columns, row);
    const { columns } = this.loaded;
    const filter = this.#found?.filter;
    if (filter && ![row, ...above].every((each) => isLeft(columns, filter, each))) this.#ask("");
    await this.updateComplete;
    this.#become(open(this.#opened, above));
    await this.updateComplete;
  }

  async #goTo(row: number): Promise<void> {
    await this.#uncover(row);
    this.#shown?.focusRow(row);
  }

  async #leaveSearch(): Promise<void> {
    const row = this.selected ?? this.#shown?.active ?? 0;
    this.#ask("");
    await this.updateComplete;
    await this.#goTo(row);
  }

  #queryChanged({ detail }: CustomEvent<string>): void {
    this.#ask(detail);
  }

  async #hitAsked({ detail }: CustomEvent<1 | -1>): Promise<void> {
    const found = this.#found;
    if (!found || found.rows.length === 0) return;
    const place =
      this.place === undefined ? found.rows.indexOf(found.best) : nextHit(found, this.place, detail);
    const row = found.rows[place] ?? found.best;
    this.#select(row);
    await this.#uncover(row);
    this.#shown?.showRow(row);
  }

  #levelChosen({ detail }: CustomEvent<number>): void {
    this.#become(openToLevel(this.loaded.columns, detail));
  }

  #expansionChanged({ detail }: CustomEvent<Expansion>): void {
    this.#become(detail);
  }

  #selected({ detail }: CustomEvent<number>): void {
    this.#select(detail);
  }

  #asked({ detail }: CustomEvent<number>): void {
    this.#select(detail);
    void this.#goTo(detail);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing || !this.query) return;
    event.preventDefault();
    void this.#leaveSearch();
  }

  readonly #slash = (event: KeyboardEvent): void => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
    event.preventDefault();
    this.querySelector<UnitSearch>("unit-search")?.focusField();
  };
}

function placeAmong(rows: Uint32Array, row: number): number | undefined {
  const place = rows.indexOf(row);
  return place < 0 ? undefined : place;
}

function isTyping({ target }: Event): boolean {
  return (target as Element).closest("input, select, textarea, [contenteditable]") !== null;
}

customElements.define("loaded-scene", LoadedScene);
