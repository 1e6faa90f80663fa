import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { LightElement } from "./light-element.ts";

const MOST_OFFERED = 12;

/** Opens the tree to a level. Tells `level-chosen` with a number of levels. */
export class LevelChoice extends LightElement {
  static override properties = { levels: { attribute: false }, shown: { attribute: false } };
  /** How many levels there are. */
  declare levels: number;
  /** How many of them are shown; undefined where that differs from place to place. */
  declare shown: number | undefined;

  protected override render(): TemplateResult {
    const offered = Array.from({ length: Math.min(this.levels - 1, MOST_OFFERED) }, (_, at) => at + 1);
    return html`<label for="levels">Open to level</label>
      <select id="levels" class="small" @change=${this.#choose}>
        <option value="" hidden .selected=${live(this.shown === undefined)}>mixed</option>
        ${offered.map((level) => this.#option(level, String(level)))}
        ${this.#option(this.levels, `all ${this.levels}`)}
      </select>
      <button class="small" @click=${() => this.tell("level-chosen", this.levels)}>Open all</button>
      <button class="small" @click=${() => this.tell("level-chosen", 1)}>Close all</button>`;
  }

  #option(level: number, text: string): TemplateResult {
    return html`<option value=${level} .selected=${live(level === this.shown)}>${text}</option>`;
  }

  #choose({ target }: Event): void {
    this.tell("level-chosen", Number((target as HTMLSelectElement).value));
  }
}

customElements.define("level-choice", LevelChoice);
