import { html, nothing, type TemplateResult } from "lit";
import type { Arrived } from "../listing.ts";
import { arrivedText } from "../words.ts";
import { LightElement } from "./light-element.ts";

/**
 * Shows how much of a listing has arrived. The numbers are no live region: they change too often to be read out. Tells
 * `cancel-asked`.
 */
export class LoadProgress extends LightElement {
  static override properties = { name: {}, progress: { attribute: false } };
  declare name: string;
  declare progress: Arrived | undefined;

  protected override render(): TemplateResult {
    const { total, bytes = 0 } = this.progress ?? {};
    // Without a value the bar only says that something goes on.
    return html`<div class="notice">
      <h2>Loading <bdi>${this.name}</bdi></h2>
      <progress aria-label="Loading" max=${total ?? nothing} value=${total ? Math.min(bytes, total) : nothing}></progress>
      <p class="quiet numbers">${arrivedText(this.progress)}</p>
      <button @click=${() => this.tell("cancel-asked", undefined)}>Cancel</button>
    </div>`;
  }
}

customElements.define("load-progress", LoadProgress);
