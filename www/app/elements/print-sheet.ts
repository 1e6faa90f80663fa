import { html, nothing, type TemplateResult } from "lit";
import { dateText } from "../age.ts";
import { extent, type Loaded } from "../loaded.ts";
import { counted, number, shownName } from "../words.ts";
import { LightElement } from "./light-element.ts";

// Some hundreds of pages. A browser lays out no more in a reasonable time.
const MOST_ROWS = 20_000;
const DEEPEST_INDENT = 24;

/** The whole list, for paper: every level, whatever is open or mounted on the screen. It is there while it is printed. */
export class PrintSheet extends LightElement {
  static override properties = { loaded: { attribute: false } };
  declare loaded: Loaded;
  #printing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("beforeprint", this.#before);
    addEventListener("afterprint", this.#after);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.#before);
    removeEventListener("afterprint", this.#after);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#printing) return nothing;
    const { asOf, title, tree } = this.loaded;
    const { records } = tree.rows(0, Math.min(tree.size, MOST_ROWS));
    return html`<h1><bdi>${title}</bdi></h1>
      <p>Business units as of ${dateText(asOf)}: ${extent(this.loaded)}.</p>
      ${tree.size > MOST_ROWS ? this.#shortened() : nothing}
      ${records.map(({ name, depth }) => line(shownName(name), depth))}`;
  }

  #shortened(): TemplateResult {
    return html`<p>Printed are the first ${number(MOST_ROWS)} of ${counted(this.loaded.tree.size, "unit")}. Export a
      table for all of them.</p>`;
  }

  // The browser prints what is there when this ends.
  readonly #before = (): void => {
    this.#printing = true;
    this.requestUpdate();
    this.performUpdate();
  };

  readonly #after = (): void => {
    this.#printing = false;
    this.requestUpdate();
  };
}

function line(name: string, depth: number): TemplateResult {
  const level = depth > DEEPEST_INDENT ? ` (level ${depth + 1})` : "";
  return html`<p class="line" .style=${`--depth: ${Math.min(depth, DEEPEST_INDENT)}`}><bdi>${name}</bdi>${level}</p>`;
}

customElements.define("print-sheet", PrintSheet);
