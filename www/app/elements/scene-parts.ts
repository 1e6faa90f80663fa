import { html, type TemplateResult } from "lit";
import type { Origin } from "../listing.ts";
import type { Loaded } from "../loaded.ts";
import "./defect-list.ts";
import "./unit-details.ts";

/** What is known about the selected unit, and what is wrong with the listing. */
export function sidePanel(loaded: Loaded, selected: number | undefined): TemplateResult {
  return html`<div class="side-panel">
    <section aria-labelledby="details-title">
      <h2 id="details-title">Details</h2>
      <unit-details .loaded=${loaded} .row=${selected}></unit-details>
    </section>
    <section aria-labelledby="problems-title">
      <h2 id="problems-title">Problems</h2>
      <defect-list .loaded=${loaded}></defect-list>
    </section>
  </div>`;
}

/** What stands in place of the units where a search finds none. */
export function nothingFound(query: string, leave: () => void): TemplateResult {
  return html`<div class="notice">
    <h3>No unit has “<bdi>${query.trim()}</bdi>” in its name</h3>
    <p>Letter case and accents make no difference, and only names are searched.</p>
    <button @click=${leave}>Show all units</button>
  </div>`;
}

/** What stands in place of the units where there are none. */
export function emptyNote({ kind }: Origin): TemplateResult {
  if (kind === "file") {
    return html`<div class="notice">
      <h3>There are no business units in this file</h3>
      <p>If you expected some, export or download it again.</p>
    </div>`;
  }
  return html`<div class="notice">
    <h3>This account has no business units</h3>
    <p>If you expected some, check the account and its region. An administrator adds units in the account's
      settings.</p>
  </div>`;
}
