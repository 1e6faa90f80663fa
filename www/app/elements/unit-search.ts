import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Found } from "../model/found.ts";
import { counted, number } from "../words.ts";
import { LightElement } from "./light-element.ts";

/**
 * The search field, how much was found, and the way from hit to hit. Tells `query-changed` with a text, `hit-asked` with
 * 1 or -1, and `search-left` when the tree should have the focus.
 */
export class UnitSearch extends LightElement {
  static override properties = {
    query: { attribute: false },
    found: { attribute: false },
    place: { attribute: false },
  };
  declare query: string;
  /** Undefined where nothing is searched for. */
  declare found: Found | undefined;
  /** Which of the hits is shown. */
  declare place: number | undefined;

  /** Focuses the field, and selects what stands in it. */
  focusField(): void {
    this.#field?.select();
    this.#field?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="search" role="search">
      <label class="unseen" for="unit-search">Search names</label>
      <span class="field"
        ><input id="unit-search" type="search" placeholder="Search names" aria-keyshortcuts="/" autocomplete="off"
          spellcheck="false" .value=${live(this.query)} @input=${this.#typed} @keydown=${this.#keydown} />
        ${this.query ? nothing : html`<kbd aria-hidden="true">/</kbd>`}</span
      >
      <span class="quiet" role="status">${this.#count()}</span>
      ${this.found?.rows.length ? this.#steps() : nothing}
    </div>`;
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  #count(): string {
    if (!this.found) return "";
    const { rows, isCut } = this.found;
    if (this.place !== undefined) return `${number(this.place + 1)} of ${number(rows.length)}`;
    if (isCut) return `the best ${counted(rows.length, "unit")}`;
    return rows.length === 0 ? "no unit found" : `${counted(rows.length, "unit")} found`;
  }

  #steps(): TemplateResult {
    return html`<span class="steps"
      ><button class="small" aria-label="Previous hit" @click=${() => this.tell("hit-asked", -1)}>↑</button>
      <button class="small" aria-label="Next hit" @click=${() => this.tell("hit-asked", 1)}>↓</button></span
    >`;
  }

  #typed({ target }: Event): void {
    this.tell("query-changed", (target as HTMLInputElement).value);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.isComposing || !["Enter", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowDown") this.tell("search-left", undefined);
    else this.tell("hit-asked", event.shiftKey ? -1 : 1);
  }
}

customElements.define("unit-search", UnitSearch);
