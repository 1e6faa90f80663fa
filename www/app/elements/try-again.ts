import { html, type TemplateResult } from "lit";
import { waitSentence } from "../server/advice.ts";
import type { Problem } from "../server/problem.ts";
import { LightElement } from "./light-element.ts";

const TICK_MS = 1_000;

/** Tries again, as soon as that is welcome: until then it counts down. Tells `try-again`. */
export class TryAgain extends LightElement {
  static override properties = { wait: { type: Number }, for: { attribute: false }, left: { state: true } };
  /** How many milliseconds must pass first. */
  declare wait: number;
  /** What is to be tried again: another problem has a wait of its own. */
  declare for: Problem;
  declare left: number;
  #until = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("for")) return;
    clearInterval(this.#ticking);
    this.#until = Date.now() + this.wait;
    this.left = this.wait;
    if (this.wait > 0) this.#ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  protected override render(): TemplateResult {
    const again = () => this.tell("try-again", undefined);
    return html`<button ?disabled=${this.left > 0} @click=${again}>Try again</button>
      <p class="quiet">${this.left > 0 ? waitSentence(this.left) : ""}</p>
      <p role="status" class="unseen">${this.wait > 0 && this.left <= 0 ? "You can try again now." : ""}</p>`;
  }

  #tick(): void {
    this.left = Math.max(0, this.#until - Date.now());
    if (this.left === 0) clearInterval(this.#ticking);
  }
}

customElements.define("try-again", TryAgain);
