import type { Provider } from "business-units/tree";
import { html, type TemplateResult } from "lit";
import { type Account, type Accounts, providerNames } from "../server/account.ts";
import { LightElement } from "./light-element.ts";

/** Lets one of the offered accounts be chosen. Tells `account-chosen` with the account. */
export class AccountPicker extends LightElement {
  static override properties = { offer: { attribute: false }, chosen: { attribute: false } };
  declare offer: Accounts;
  declare chosen: Account | undefined;

  protected override render(): TemplateResult {
    return html`<label for="account">Account</label>
      <select id="account" aria-describedby="account-about" @change=${this.#choose}>
        <option value="" disabled ?selected=${!this.#place}>Choose an account</option>
        ${this.#providers().map((provider) => this.#group(provider))}
      </select>
      <p id="account-about" class="quiet"><bdi>${this.chosen?.about ?? ""}</bdi></p>`;
  }

  get #place(): string {
    const place = this.chosen ? this.offer.accounts.indexOf(this.chosen) : -1;
    return place < 0 ? "" : String(place);
  }

  #providers(): Provider[] {
    return [...new Set(this.offer.accounts.map(({ provider }) => provider))];
  }

  #group(provider: Provider): TemplateResult {
    const options = this.offer.accounts.map((account, place) =>
      account.provider === provider ? this.#option(account, String(place)) : "",
    );
    return html`<optgroup label=${providerNames[provider]}>${options}</optgroup>`;
  }

  #option({ name }: Account, place: string): TemplateResult {
    return html`<option value=${place} .selected=${place === this.#place}>${name}</option>`;
  }

  #choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const account = this.offer.accounts[Number(value)];
    if (account) this.tell("account-chosen", account);
  }
}

customElements.define("account-picker", AccountPicker);
