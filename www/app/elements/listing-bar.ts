import { html, nothing, type TemplateResult } from "lit";
import { agoText, momentText } from "../age.ts";
import type { Staleness } from "../listing.ts";
import type { TreeScene } from "../scene.ts";
import { LightElement } from "./light-element.ts";
import "./export-menu.ts";

// "2 minutes ago" is never a whole minute late.
const TICK_MS = 20_000;

const reasons: Record<Staleness, string> = {
  renewing: "A newer list is being fetched: refresh in a moment.",
  down: "The service could not be asked, so this is what it said last.",
};

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
      <export-menu .loaded=${loaded}></export-menu>
      ${this.#notes()}`;
  }

  #age(): TemplateResult {
    const { asOf, origin } = this.scene.loaded;
    const time = html`<time datetime=${new Date(asOf).toISOString()}>${momentText(asOf, this.now)}</time>`;
    return html`${origin.kind === "file" ? "File of" : "As of"} ${time}, ${agoText(asOf, this.now)}`;
  }

  #notes(): TemplateResult | typeof nothing {
    const { loaded, missing } = this.scene;
    const notes = [...(loaded.notes ?? [])];
    if (loaded.stale) notes.unshift(reasons[loaded.stale]);
    if (missing !== undefined) notes.push(`No unit here has the id that the address asks for: ${missing}`);
    if (notes.length === 0) return nothing;
    return html`<ul class="notes" role="status">${notes.map((note) => html`<li><bdi>${note}</bdi></li>`)}</ul>`;
  }
}

customElements.define("listing-bar", ListingBar);
