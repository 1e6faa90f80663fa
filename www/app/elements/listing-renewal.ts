import { html, nothing, type TemplateResult } from "lit";
import type { Failed, Loading, Renewal } from "../scene.ts";
import { problemAdvice } from "../server/advice.ts";
import type { Problem } from "../server/problem.ts";
import { arrivedText, sentence } from "../words.ts";
import { LightElement } from "./light-element.ts";
import { detailOf, reasonOf } from "./problem-parts.ts";
import "./try-again.ts";

/**
 * How it goes with a newer list, above the one that is shown. Tells `cancel-asked` and `try-again`. It is no live region:
 * the page's announcement says it.
 */
export class ListingRenewal extends LightElement {
  static override properties = { renewal: { attribute: false } };
  declare renewal: Renewal;

  protected override render(): TemplateResult {
    return this.renewal.kind === "loading" ? this.#progress(this.renewal) : this.#failure(this.renewal);
  }

  #progress({ progress }: Loading): TemplateResult {
    return html`<div class="strip renewal">
      <p>Fetching the list again … <span class="quiet numbers">${arrivedText(progress)}</span></p>
      ${this.#close("Cancel")}
    </div>`;
  }

  #failure({ problem }: Failed): TemplateResult {
    return html`<div class="strip renewal">
      <p><span class="wrong">This is still the earlier list. ${sentence(problem.title)}</span>
        ${detailOf(problem)} ${reasonOf(problem)} ${problemAdvice(problem)}
        <span class="quiet">Code <code>${problem.code}</code>${this.#requestId(problem)}</span></p>
      <try-again .wait=${problem.retryAfterMs ?? 0} .for=${problem}></try-again>
      ${this.#close("Close")}
    </div>`;
  }

  #requestId({ requestId }: Problem): TemplateResult | typeof nothing {
    return requestId ? html`, request id <code><bdi>${requestId}</bdi></code>` : nothing;
  }

  #close(words: string): TemplateResult {
    return html`<button class="small" @click=${() => this.tell("cancel-asked", undefined)}>${words}</button>`;
  }
}

customElements.define("listing-renewal", ListingRenewal);
