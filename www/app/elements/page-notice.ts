import { html, nothing, type TemplateResult } from "lit";
import { problemAdvice } from "../server/advice.ts";
import type { Problem } from "../server/problem.ts";
import { sentence } from "../words.ts";
import { LightElement } from "./light-element.ts";
import { detailOf, reasonOf } from "./problem-parts.ts";
import "./try-again.ts";

/** Says what went wrong and what to do next. Tells `try-again`. */
export class PageNotice extends LightElement {
  static override properties = { problem: { attribute: false }, file: {} };
  declare problem: Problem;
  /** The name of the file that it is about. Reading that again would end the same way. */
  declare file: string | undefined;

  // What ticks stands outside of the alert, or it would be read out each second.
  protected override render(): TemplateResult {
    const { title, retryAfterMs } = this.problem;
    return html`<section class="notice" aria-labelledby="problem-title">
      <div class="said" role="alert">
        <h2 id="problem-title">${sentence(title)}</h2>
        ${paragraph(detailOf(this.problem))}
        ${paragraph(reasonOf(this.problem))}
        <p class="next">${problemAdvice(this.problem)}</p>
      </div>
      ${this.#facts()}
      ${this.file !== undefined ? nothing : html`<try-again .wait=${retryAfterMs ?? 0} .for=${this.problem}></try-again>`}
    </section>`;
  }

  #facts(): TemplateResult {
    const { code, status, upstreamStatus, requestId, where } = this.problem;
    return html`<dl class="facts">
      ${fact("Where", where)} ${fact("File", this.file)}
      ${fact("Code", code)}
      ${upstreamStatus === undefined ? fact("Status", status) : fact("Service's status", upstreamStatus)}
      ${fact("Request id", requestId)}
    </dl>`;
  }
}

function paragraph(words: TemplateResult | typeof nothing): TemplateResult | typeof nothing {
  return words === nothing ? nothing : html`<p>${words}</p>`;
}

function fact(term: string, value: string | number | undefined): TemplateResult | typeof nothing {
  return value === undefined ? nothing : html`<dt>${term}</dt><dd><code><bdi>${value}</bdi></code></dd>`;
}

customElements.define("page-notice", PageNotice);
