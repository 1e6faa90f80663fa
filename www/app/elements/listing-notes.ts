import { html, nothing, type TemplateResult } from "lit";
import type { Staleness } from "../listing.ts";
import type { TreeScene } from "../scene.ts";
import { LightElement } from "./light-element.ts";

const reasons: Record<Staleness, string> = {
  renewing: "A newer list is being fetched: refresh in a moment.",
  down: "The service could not be asked, so this is what it said last.",
};

/** What has to be known of a listing beside its units: why it is old, and what was not taken as it stood. */
export class ListingNotes extends LightElement {
  static override properties = { scene: { attribute: false } };
  declare scene: TreeScene;

  protected override render(): TemplateResult {
    const notes = this.#notes();
    return html`<div role="status">
      ${notes.length === 0 ? nothing : html`<ul class="strip notes">${notes.map((note) => html`<li><bdi>${note}</bdi></li>`)}</ul>`}
    </div>`;
  }

  #notes(): string[] {
    const { loaded, missing } = this.scene;
    const notes = [...(loaded.notes ?? [])];
    if (loaded.stale) notes.unshift(reasons[loaded.stale]);
    if (missing !== undefined) notes.push(`No unit here has the id that the address asks for: ${missing}`);
    return notes;
  }
}

customElements.define("listing-notes", ListingNotes);
