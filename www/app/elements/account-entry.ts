import { html, type TemplateResult } from "lit";
import type { Account } from "../server/account.ts";
import { LightElement } from "./light-element.ts";

/** White space, and characters that show nothing, around a text. */
const AROUND = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;
const REGIONS = ["US", "EMEA", "AUS", "CAN", "DEU", "IND", "JPN", "GBR"];

/** Takes any Autodesk account by its id. Tells `account-chosen` with the account. */
export class AccountEntry extends LightElement {
  protected override render(): TemplateResult {
    return html`<form class="entry" @change=${this.#tidy} @submit=${this.#submit}>
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

  // Before the browser judges a field: what is pasted often has blanks around it, and a region small letters.
  #tidy({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const text = target.value.replace(AROUND, "");
    target.value = target.id === "region" ? text.toUpperCase() : text;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const accountId = this.#text("#account-id");
    const region = this.#text("#region");
    const account: Account = { provider: "autodesk", accountId, name: accountId, ...(region && { region }) };
    this.tell("account-chosen", account);
  }

  #text(selector: string): string {
    return this.querySelector<HTMLInputElement>(selector)?.value ?? "";
  }
}

customElements.define("account-entry", AccountEntry);
