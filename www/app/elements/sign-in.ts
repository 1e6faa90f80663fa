import { html, type PropertyValues, type TemplateResult } from "lit";
import { LightElement } from "./light-element.ts";

/** Asks for the API key. Tells `key-entered` with it and forgets it. */
export class SignIn extends LightElement {
  static override properties = { refused: { type: Boolean } };
  /** Whether a key was given and not accepted. */
  declare refused: boolean;

  // The field has no name, so that no browser ever puts the key into an address.
  protected override render(): TemplateResult {
    return html`<form class="notice" aria-labelledby="sign-in-title" @submit=${this.#submit}>
      <h2 id="sign-in-title">This server asks for an API key</h2>
      <p>Its operator hands them out. The key stays in this page's memory and is gone when you close or reload it.</p>
      ${this.refused ? html`<p id="refused" role="alert" class="wrong">The server did not accept that key.</p>` : ""}
      <label for="api-key">API key</label>
      <input id="api-key" type="password" required autocomplete="off" spellcheck="false"
        aria-describedby=${this.refused ? "refused" : "sign-in-title"} />
      <button>Sign in</button>
    </form>`;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.querySelector("input")?.focus();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.querySelector("input");
    if (!field) return;
    this.tell("key-entered", field.value.trim());
    field.value = "";
  }
}

customElements.define("sign-in", SignIn);
