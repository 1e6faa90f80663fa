import { html, type TemplateResult } from "lit";
import { LightElement } from "./light-element.ts";

/** Copies `text`; where the browser refuses, it says so instead of pretending. */
export class CopyButton extends LightElement {
  static override properties = { text: {}, label: {}, said: { state: true } };
  declare text: string;
  declare label: string;
  declare said: string;

  constructor() {
    super();
    this.said = "";
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("text")) this.said = "";
  }

  protected override render(): TemplateResult {
    return html`<button class="small" aria-label=${this.label} @click=${this.#copy}>Copy</button>
      <span class="quiet" role="status">${this.said}</span>`;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = "Copied";
    } catch {
      this.said = "This browser does not let the page copy. Select the text instead.";
    }
  }
}

customElements.define("copy-button", CopyButton);
