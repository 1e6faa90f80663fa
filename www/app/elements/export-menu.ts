import { html, nothing, type TemplateResult } from "lit";
import type { FormName } from "../files/save.ts";
import type { Loaded } from "../loaded.ts";
import { LightElement } from "./light-element.ts";

const choices: readonly (readonly [FormName, string])[] = [
  ["csv", "Table, one row a unit (CSV)"],
  ["levels", "Table with a column a level (CSV)"],
  ["json", "Everything about each unit (JSON)"],
  ["icicle", "Picture as an icicle (SVG)"],
  ["chart", "Picture of boxes and lines (SVG)"],
];

/** Saves or prints a whole listing: a button that shows plain buttons, so that nothing about it has to be learned. */
export class ExportMenu extends LightElement {
  static override properties = { loaded: { attribute: false }, open: { state: true }, said: { state: true } };
  declare loaded: Loaded;
  declare open: boolean;
  declare said: string;

  constructor() {
    super();
    this.open = false;
    this.said = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#elsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#elsewhere);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("loaded")) this.said = "";
  }

  protected override render(): TemplateResult {
    return html`<div class="export" @keydown=${this.#keydown} @focusout=${this.#focusout}>
      <button class="small" aria-expanded=${this.open} aria-controls="export-choices" @click=${this.#toggle}>Export</button>
      <div id="export-choices" class="choices" role="group" aria-label="Export all units" ?hidden=${!this.open}>
        ${choices.map(([form, label]) => html`<button @click=${() => this.#save(form)}>${label}</button>`)}
        <button @click=${this.#print}>Print the whole list</button>
      </div>
      <p role="status" class=${this.said ? "said" : nothing}><bdi>${this.said}</bdi></p>
    </div>`;
  }

  #toggle(): void {
    this.open = !this.open;
    this.said = "";
  }

  #close(): void {
    this.open = false;
    this.querySelector("button")?.focus();
  }

  async #save(form: FormName): Promise<void> {
    this.#close();
    const { loaded } = this;
    const saved = import("../files/save.ts").then(({ saveListing }) => saveListing(loaded, form));
    loaded.readers.add(saved);
    try {
      this.said = `Saved as ${await saved}`;
    } catch (error) {
      // If another listing was opened meanwhile, the user no longer waits for this one.
      if (this.isConnected && loaded.origin === this.loaded.origin)
        this.said = `Not saved: ${reasonOf(error)}`;
    } finally {
      loaded.readers.delete(saved);
    }
  }

  #print(): void {
    this.#close();
    window.print();
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.open) return;
    event.stopPropagation();
    this.#close();
  }

  #focusout({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.open = false;
  }

  // What was said is read by then.
  readonly #elsewhere = ({ target }: Event): void => {
    if (this.contains(target as Node)) return;
    this.open = false;
    this.said = "";
  };
}

function reasonOf(error: unknown): string {
  // The package's own words speak of its functions.
  if ((error as { code?: unknown }).code === "ERR_TOO_DEEP") {
    return "there are more levels than a table can have columns. Take the table with one row a unit.";
  }
  return error instanceof Error ? error.message : String(error);
}

customElements.define("export-menu", ExportMenu);
