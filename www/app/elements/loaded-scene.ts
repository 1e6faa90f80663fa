import { html, nothing, type TemplateResult } from "lit";
import type { Loaded } from "../loaded.ts";
import { type Shown, summary, type View } from "../scene.ts";
import { LightElement } from "./light-element.ts";
import "./copy-button.ts";
import "./defect-list.ts";
import "./unit-details.ts";
import "./unit-tree.ts";
import type { UnitTreeView } from "./unit-tree.ts";

/** A tree that is loaded, with all that can be done with it. Tells `shown-changed` with a part of {@link Shown}. */
export class LoadedScene extends LightElement {
  static override properties = {
    loaded: { attribute: false },
    selected: { attribute: false },
    view: { attribute: false },
    query: { attribute: false },
  };
  declare loaded: Loaded;
  declare selected: number | undefined;
  declare view: View;
  declare query: string;

  protected override render(): TemplateResult {
    const { loaded } = this;
    return html`<div class="explorer" @unit-selected=${this.#selected} @unit-asked=${this.#asked}>
      <section class="tree-panel" aria-labelledby="tree-title">
        <div class="panel-head">
          <h2 id="tree-title"><bdi>${loaded.account.name}</bdi></h2>
          <p class="quiet">${summary(loaded)}</p>
          ${loaded.tree.size > 0 ? this.#levels() : ""}
        </div>
        ${loaded.tree.size > 0 ? this.#tree() : emptyNote()}
      </section>
      ${loaded.tree.size > 0 || loaded.defects.length > 0 ? this.#side() : nothing}
    </div>`;
  }

  /** The rows stand in the page, too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#treeView?.updateComplete;
    return done;
  }

  get #treeView(): UnitTreeView | null {
    return this.querySelector<UnitTreeView>("unit-tree");
  }

  #tree(): TemplateResult {
    return html`<unit-tree .loaded=${this.loaded} .selected=${this.selected}></unit-tree>`;
  }

  #levels(): TemplateResult {
    return html`<div class="levels">
      <button class="small" @click=${() => this.#treeView?.openAll()}>Open all</button>
      <button class="small" @click=${() => this.#treeView?.closeAll()}>Close all</button>
    </div>`;
  }

  #side(): TemplateResult {
    return html`<div class="side-panel">
      <section aria-labelledby="details-title">
        <h2 id="details-title">Details</h2>
        <unit-details .loaded=${this.loaded} .row=${this.selected}></unit-details>
      </section>
      <section aria-labelledby="problems-title">
        <h2 id="problems-title">Problems</h2>
        <defect-list .loaded=${this.loaded}></defect-list>
      </section>
    </div>`;
  }

  #selected({ detail }: CustomEvent<number>): void {
    this.tell<Shown>("shown-changed", { selected: detail });
  }

  #asked(event: CustomEvent<number>): void {
    this.#selected(event);
    this.#treeView?.reveal(event.detail);
  }
}

function emptyNote(): TemplateResult {
  return html`<div class="notice">
    <h3>This account has no business units</h3>
    <p>If you expected some, check the account and its region. An administrator adds units in the account's
      settings.</p>
  </div>`;
}

customElements.define("loaded-scene", LoadedScene);
