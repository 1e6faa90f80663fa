import { html, nothing, type TemplateResult } from "lit";
import type { Offered } from "../files/offered.ts";
import { announcement, type Shown, type TreeScene } from "../scene.ts";
import type { Account, Accounts } from "../server/account.ts";
import { Session } from "../session.ts";
import { DroppedFiles } from "./dropped-files.ts";
import { KeptFocus } from "./kept-focus.ts";
import { LightElement } from "./light-element.ts";
import type { LoadedScene } from "./loaded-scene.ts";

/** The whole page: it draws the session, and hands it what people do. */
export class ExplorerPage extends LightElement {
  readonly #session = new Session(this);
  #arrivals = 0;
  readonly #dropped = new DroppedFiles(this, (offered) => this.#session.openOffered(offered));

  constructor() {
    super();
    new KeptFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#session.start();
  }

  protected override render(): TemplateResult {
    const { offer, refusal, scene } = this.#session;
    return html`<header @account-chosen=${this.#chosen} @file-chosen=${this.#fileChosen} @try-again=${this.#again}
        @cancel-asked=${this.#cancelled}>
        <div class="page-head">
          <h1>Business units</h1>
          ${offer ? this.#choice(offer) : nothing}
          ${isOpenable(scene.kind) ? nothing : this.#tools()}
        </div>
        ${offer?.sandbox ? sandboxNote() : nothing}
        ${scene.kind === "loaded" ? html`<listing-notes .scene=${scene}></listing-notes>` : nothing}
        ${scene.kind === "loaded" && scene.renewal ? html`<listing-renewal .renewal=${scene.renewal}></listing-renewal>` : nothing}
        ${refusal === undefined ? nothing : this.#refusal(refusal)}
      </header>
      <p role="status" class="unseen">${announcement(scene)}</p>
      <main class="page-body" @key-entered=${this.#keyEntered} @try-again=${this.#again}
        @cancel-asked=${this.#cancelled} @shown-changed=${this.#shownChanged}
        @file-chosen=${this.#fileChosen}>
        ${this.#scene()}
        ${isOpenable(scene.kind) ? fileZone() : nothing}
        ${this.#dropped.over ? html`<div class="drop-over"><p>Drop the file to read it</p></div>` : nothing}
      </main>
      ${scene.kind === "loaded" ? html`<print-sheet .loaded=${scene.loaded}></print-sheet>` : nothing}`;
  }

  protected override updated(): void {
    const { scene, arrivals } = this.#session;
    if (scene.kind !== "loaded" || arrivals === this.#arrivals) return;
    this.#arrivals = arrivals;
    if (scene.selected !== undefined) void this.#reveal(scene.selected);
  }

  /** What stands below shows the scene, too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.querySelector<LoadedScene>("loaded-scene")?.updateComplete;
    return done;
  }

  async #reveal(row: number): Promise<void> {
    const shown = this.querySelector<LoadedScene>("loaded-scene");
    await shown?.updateComplete;
    await shown?.reveal(row);
  }

  #choice(offer: Accounts): TemplateResult {
    const { origin } = this.#session;
    const chosen = origin?.kind === "account" ? origin.account : undefined;
    return html`<div class="choice">
      ${offer.accounts.length > 0 ? html`<account-picker .offer=${offer} .chosen=${chosen}></account-picker>` : nothing}
      ${offer.sandbox ? nothing : html`<account-entry></account-entry>`}
    </div>`;
  }

  #tools(): TemplateResult {
    const { scene } = this.#session;
    return html`<div class="listing-tools">
      ${scene.kind === "loaded" ? html`<listing-bar .scene=${scene}></listing-bar>` : nothing}
      <file-entry label="Open a file …"></file-entry>
    </div>`;
  }

  #refusal(refusal: string): TemplateResult {
    const close = () => this.#session.refuse(undefined);
    return html`<p class="strip wrong" role="alert">${refusal} <button class="small" @click=${close}>Close</button></p>`;
  }

  #scene(): TemplateResult {
    const { scene } = this.#session;
    if (scene.kind === "starting") return html`<p class="quiet waiting">Loading the accounts …</p>`;
    if (scene.kind === "choosing") return this.#invitation(scene.note);
    if (scene.kind === "sign-in") return html`<sign-in ?refused=${scene.refused}></sign-in>`;
    if (scene.kind === "problem")
      return html`<page-notice .problem=${scene.problem} .file=${scene.file}></page-notice>`;
    if (scene.kind === "loaded") return loadedScene(scene);
    return html`<load-progress .name=${scene.title} .progress=${scene.progress}></load-progress>`;
  }

  #invitation(note: string | undefined): TemplateResult {
    const choose = this.#session.offer?.accounts.length ? "Choose an account" : "Enter the id of an account";
    return html`${note ? html`<p><bdi>${note}</bdi></p>` : nothing}
      <p class="quiet">${choose} to see its units.</p>`;
  }

  #again(): void {
    this.#session.again();
  }

  #cancelled(): void {
    this.#session.cancel();
  }

  #chosen({ detail }: CustomEvent<Account>): void {
    this.#session.openAccount(detail);
  }

  #fileChosen({ detail }: CustomEvent<Offered>): void {
    this.#session.openOffered(detail);
  }

  #keyEntered({ detail }: CustomEvent<string>): void {
    this.#session.signIn(detail);
  }

  #shownChanged({ detail }: CustomEvent<Shown>): void {
    this.#session.show(detail);
  }
}

// Where there is nothing else to look at, files have a place of their own.
function isOpenable(kind: string): boolean {
  return ["starting", "choosing", "sign-in", "problem"].includes(kind);
}

function loadedScene({ loaded, selected, view = "tree", query = "" }: TreeScene): TemplateResult {
  return html`<loaded-scene .loaded=${loaded} .selected=${selected} .view=${view} .query=${query}></loaded-scene>`;
}

function fileZone(): TemplateResult {
  return html`<section class="file-zone" aria-labelledby="file-title">
    <h2 id="file-title">Or read a file</h2>
    <p>Drop it anywhere on this page: the JSON of either service, <code>admin_business_units.csv</code>, or what this
      page saved. It is read here and sent nowhere.</p>
    <file-entry label="Choose a file …"></file-entry>
  </section>`;
}

function sandboxNote(): TemplateResult {
  return html`<p class="strip"><strong>Sandbox.</strong> These accounts are made up: this server has no credentials,
    so nothing here comes from Autodesk or iMocha.</p>`;
}

customElements.define("explorer-page", ExplorerPage);
