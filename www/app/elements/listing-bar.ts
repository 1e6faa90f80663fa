import { html, nothing, type TemplateResult } from "lit";
import { agoText, momentText } from "../age.ts";
import type { TreeScene } from "../scene.ts";
import { LightElement } from "./light-element.ts";
import "./export-menu.ts";

// "2 minutes ago" is never a whole minute late.
const TICK_MS = 20_000;

/** How old a listing is and what can be done with all of it. Tells `try-again`. Nothing that ticks is read out. */
export class ListingBar extends LightElement {
  static override properties = { scene: { attribute: false }, now: { state: true } };
  declare scene: TreeScene;
  declare now: number;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.now = Date.now();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => {
      this.now = Date.now();
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override willUpdate(): void {
    this.now = Date.now();
  }

  protected override render(): TemplateResult {
    const { loaded } = this.scene;
    const refresh = html`<button class="small" @click=${() => this.tell("try-again", undefined)}>Refresh</button>`;
    return html`<p class="age quiet">${this.#age()}</p>
      ${loaded.origin.kind === "account" ? refresh : nothing}
      <export-menu .loaded=${loaded}></export-menu>`;
  }

  #age(): TemplateResult {
    const { asOf, origin } = this.scene.loaded;
    const time = html`<time datetime=${new Date(asOf).toISOString()}>${momentText(asOf, this.now)}</time>`;
    return html`${origin.kind === "file" ? "File of" : "As of"} ${time}, ${agoText(asOf, this.now)}`;
  }
}

customElements.define("listing-bar", ListingBar);
