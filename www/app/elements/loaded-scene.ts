import { html, nothing, type TemplateResult } from "lit";
import type { Loaded } from "../loaded.ts";
import { summary } from "../scene.ts";
import type { UnitTreeView } from "./unit-tree.ts";

/** The tree beside what is known about its selected unit and what is wrong with it. */
export function loadedScene(loaded: Loaded, selected: number | undefined): TemplateResult {
  return html`<div class="explorer">
    <section class="tree-panel" aria-labelledby="tree-title">
      <div class="panel-head">
        <h2 id="tree-title"><bdi>${loaded.account.name}</bdi></h2>
        <p class="quiet">${summary(loaded)}</p>
        ${loaded.tree.size > 0 ? levelButtons() : ""}
      </div>
      ${loaded.tree.size > 0 ? treeOf(loaded, selected) : emptyNote()}
    </section>
    ${loaded.tree.size > 0 || loaded.defects.length > 0 ? sidePanel(loaded, selected) : nothing}
  </div>`;
}

function sidePanel(loaded: Loaded, selected: number | undefined): TemplateResult {
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

function treeOf(loaded: Loaded, selected: number | undefined): TemplateResult {
  return html`<unit-tree .loaded=${loaded} .selected=${selected}></unit-tree>`;
}

function levelButtons(): TemplateResult {
  return html`<div class="levels">
    <button class="small" @click=${(event: Event) => treeBeside(event)?.openAll()}>Open all</button>
    <button class="small" @click=${(event: Event) => treeBeside(event)?.closeAll()}>Close all</button>
  </div>`;
}

function treeBeside({ currentTarget }: Event): UnitTreeView | null | undefined {
  return (currentTarget as Element).closest(".tree-panel")?.querySelector<UnitTreeView>("unit-tree");
}

function emptyNote(): TemplateResult {
  return html`<div class="notice">
    <h3>This account has no business units</h3>
    <p>If you expected some, check the account and its region. An administrator adds units in the account's
      settings.</p>
  </div>`;
}
