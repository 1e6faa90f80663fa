import { html, nothing, type TemplateResult } from "lit";
import { notesOf, type TreeScene } from "../scene.ts";
import { LightElement } from "./light-element.ts";

/** What has to be known of a listing beside its units. The page's announcement says it, too. */
export class ListingNotes extends LightElement {
  static override properties = { scene: { attribute: false } };
  declare scene: TreeScene;

  protected override render(): TemplateResult | typeof nothing {
    const notes = notesOf(this.scene);
    if (notes.length === 0) return nothing;
    return html`<ul class="strip notes">${notes.map((note) => html`<li><bdi>${note}</bdi></li>`)}</ul>`;
  }
}

customElements.define("listing-notes", ListingNotes);
