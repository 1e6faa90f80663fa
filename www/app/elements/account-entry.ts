import { html, type TemplateResult } from "lit";
import type { Account } from "../server/account.ts";
import { LightElement } from "./light-element.ts";

const REGIONS = ["US", "EMEA", "AUS", "CAN", "DEU", "IND", "JPN", "GBR"];

/** Takes any Autodesk account by its id. Tells `account-chosen` with the account. */
export class AccountEntry extends LightElement {
  protected override render(): TemplateResult {
    return html`<form class="entry" @submit=${this.#submit}>
      <label for="account-id">Autodesk account or hub id</label>
      <input id="account-id" required pattern="(b\\.)?[A-Za-z0-9\\-]{1,64}" autocomplete="off" spellcheck="false"
        title="Letters, digits and dashes, with or without a leading b." />
      <label for="region">Region</label>
      <input id="region" class="region" pattern="[A-Z]{2,8}" list="regions" placeholder="US" autocomplete="off"
        title="Capital letters, such as US or EMEA" />
      <datalist id="regions">${REGIONS.map((region) => html`<option value=${region}></option>`)}</datalist>
      <button>Show</button>
    </form>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const accountId = this.#text("#account-id");
    const region = this.#text("#region");
    const account: Account = { provider: "autodesk", accountId, name: accountId, ...(region && { region }) };
    this.tell("account-chosen", account);
  }

  #text(selector: string): string {
    return this.querySelector<HTMLInputElement>(selector)?.value.trim() ?? "";
  }
}

customElements.define("account-entry", AccountEntry);
