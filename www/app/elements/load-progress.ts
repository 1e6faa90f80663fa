import type { Progress } from "business-units";
import { html, type TemplateResult } from "lit";
import { counted, sizeText } from "../words.ts";
import { LightElement } from "./light-element.ts";

/** Shows how much of a listing has arrived. The numbers are no live region: they change too often to be read out. */
export class LoadProgress extends LightElement {
  static override properties = { name: {}, progress: { attribute: false } };
  declare name: string;
  declare progress: Progress | undefined;

  protected override render(): TemplateResult {
    return html`<div class="notice">
      <h2>Loading <bdi>${this.name}</bdi></h2>
      <progress aria-label="Loading"></progress>
      <p class="quiet">${this.#sentence()}</p>
    </div>`;
  }

  #sentence(): string {
    if (!this.progress) return "Waiting for the service to answer …";
    return `${counted(this.progress.units, "unit")} so far, ${sizeText(this.progress.bytes)}`;
  }
}

customElements.define("load-progress", LoadProgress);
