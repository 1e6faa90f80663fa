import { csv } from "business-units/export";
import { html, nothing, type TemplateResult } from "lit";
import { type Loaded, nameAt } from "../loaded.ts";
import { fileName } from "../model/file-name.ts";
import { tabbed } from "../model/tabbed.ts";
import { saveFile } from "../saved-file.ts";
import { counted } from "../words.ts";
import { LightElement } from "./light-element.ts";

/** What can be taken away of a unit and everything below it. */
export class BelowActions extends LightElement {
  static override properties = {
    loaded: { attribute: false },
    row: { attribute: false },
    said: { state: true },
    refused: { state: true },
  };
  declare loaded: Loaded;
  declare row: number;
  declare said: string;
  /** What the browser did not let us copy. */
  declare refused: string | undefined;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("loaded") && !changed.has("row")) return;
    this.said = "";
    this.refused = undefined;
  }

  protected override render(): TemplateResult {
    return html`<div class="actions" role="group" aria-labelledby="below-title">
      <h4 id="below-title">This and everything below: ${counted(this.#size, "unit")}</h4>
      <button class="small" @click=${this.#copyIds}>Copy the ids</button>
      <button class="small" @click=${this.#copyTable}>Copy as a table</button>
      <button class="small" @click=${this.#download}>Download as a table (CSV)</button>
      <p role="status">${this.said}</p>
      ${this.refused === undefined ? nothing : this.#toCopyByHand(this.refused)}
    </div>`;
  }

  get #size(): number {
    return this.loaded.columns.size[this.row] ?? 1;
  }

  #toCopyByHand(text: string): TemplateResult {
    return html`<textarea readonly aria-label="Text to copy" rows="4" .value=${text}></textarea>`;
  }

  async #copyIds(): Promise<void> {
    const { records } = this.loaded.tree.rows(this.row, this.row + this.#size);
    const ids = records.map(({ id }) => id).filter((id) => id !== "");
    const without = records.length - ids.length;
    if (ids.length === 0) {
      this.said = "Nothing copied: no unit here has an id.";
      return;
    }
    const left = without > 0 ? ` ${counted(without, "unit")} without an id left out.` : "";
    await this.#copy(ids.join("\n"), `Copied ${counted(ids.length, "id")}, one a line.${left}`);
  }

  async #copyTable(): Promise<void> {
    const table = tabbed(csv(this.loaded.tree, { subtree: this.row }));
    await this.#copy(
      table,
      `Copied ${counted(this.#size, "row")} and a heading. Paste them into a spreadsheet.`,
    );
  }

  #download(): void {
    const name = fileName(nameAt(this.loaded, this.row), "csv");
    saveFile(name, "text/csv;charset=utf-8", csv(this.loaded.tree, { subtree: this.row, bom: true }));
    this.said = `Saved ${counted(this.#size, "unit")} as ${name}.`;
  }

  async #copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.refused = undefined;
      this.said = done;
    } catch {
      this.refused = text;
      this.said =
        "This browser does not let the page copy. Press Ctrl+C, or ⌘C, while the text below is selected.";
      await this.updateComplete;
      this.querySelector("textarea")?.select();
    }
  }
}

customElements.define("below-actions", BelowActions);
