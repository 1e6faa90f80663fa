import { html, type TemplateResult } from "lit";
import type { Offered } from "../files/offered.ts";
import { LightElement } from "./light-element.ts";

/** Lets a file be chosen by those who cannot drop one. Tells `file-chosen` with what was {@link Offered}. */
export class FileEntry extends LightElement {
  static override properties = { label: {} };
  declare label: string;

  protected override render(): TemplateResult {
    return html`<button @click=${() => this.#field?.click()}>${this.label}</button>
      <input type="file" hidden aria-label="File" accept=".json,.csv,application/json,text/csv" @change=${this.#choose} />`;
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  #choose({ target }: Event): void {
    const field = target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    // So that the same file can be chosen again after it was changed.
    field.value = "";
    if (files.length > 0) this.tell<Offered>("file-chosen", { files, hasFolder: false });
  }
}

customElements.define("file-entry", FileEntry);
