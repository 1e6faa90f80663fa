import type { UnitTree } from "business-units";
import { html, nothing, type TemplateResult } from "lit";
import { CurrentTree } from "../current-tree.ts";
import { loadedTree } from "../loaded.ts";
import { announcement, type Scene, type Shown } from "../scene.ts";
import type { Account, Accounts } from "../server/account.ts";
import { Api } from "../server/api.ts";
import { ProblemError, problemFrom } from "../server/problem.ts";
import { KeptFocus } from "./kept-focus.ts";
import { LightElement } from "./light-element.ts";

/** The whole page: which account is open, and what stands on the screen. */
export class ExplorerPage extends LightElement {
  static override properties = { scene: { state: true }, offer: { state: true }, account: { state: true } };
  declare scene: Scene;
  declare offer: Accounts | undefined;
  declare account: Account | undefined;
  readonly #api = new Api();
  readonly #current = new CurrentTree();

  constructor() {
    super();
    new KeptFocus(this);
    this.scene = { kind: "starting" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  protected override render(): TemplateResult {
    return html`<header>
        <div class="page-head">
          <h1>Business units</h1>
          ${this.offer ? this.#choice(this.offer) : nothing}
        </div>
        ${this.offer?.sandbox ? sandboxNote() : nothing}
      </header>
      <p role="status" class="unseen">${announcement(this.scene)}</p>
      <main class="page-body" @account-chosen=${this.#chosen} @key-entered=${this.#keyEntered} @try-again=${this.#again}
        @shown-changed=${this.#shownChanged}>${this.#scene()}</main>`;
  }

  #choice(offer: Accounts): TemplateResult {
    return html`<div class="choice" @account-chosen=${this.#chosen}>
      ${offer.accounts.length > 0 ? html`<account-picker .offer=${offer} .chosen=${this.account}></account-picker>` : nothing}
      ${offer.sandbox ? nothing : html`<account-entry></account-entry>`}
    </div>`;
  }

  #scene(): TemplateResult {
    const { scene } = this;
    if (scene.kind === "starting") return html`<p class="quiet waiting">Loading the accounts …</p>`;
    if (scene.kind === "choosing") return html`<p class="quiet">${this.#invitation()}</p>`;
    if (scene.kind === "sign-in") return html`<sign-in ?refused=${scene.refused}></sign-in>`;
    if (scene.kind === "problem") return html`<page-notice .problem=${scene.problem}></page-notice>`;
    if (scene.kind === "loaded") return loadedScene(scene);
    return html`<load-progress .name=${scene.account.name} .progress=${scene.progress}></load-progress>`;
  }

  #invitation(): string {
    return this.offer?.accounts.length
      ? "Choose an account to see its units."
      : "Enter the id of an account to see its units.";
  }

  async #start(): Promise<void> {
    this.scene = { kind: "starting" };
    try {
      this.offer = await this.#api.accounts();
      if (this.account) await this.#open(this.account);
      else this.scene = { kind: "choosing" };
    } catch (error) {
      this.#fail(error);
    }
  }

  async #open(account: Account): Promise<void> {
    this.#current.stop();
    this.account = account;
    this.scene = { kind: "loading", account };
    // The elements over the earlier tree are gone before it is freed.
    await this.updateComplete;
    try {
      const [tree] = await Promise.all([this.#read(account), import("./loaded-scene.ts")]);
      if (tree) this.scene = { kind: "loaded", loaded: loadedTree(account, tree) };
    } catch (error) {
      this.#fail(error);
    }
  }

  #read(account: Account): Promise<UnitTree | undefined> {
    return this.#current.open(this.#api, account, (progress) => {
      this.scene = { kind: "loading", account, progress };
    });
  }

  #fail(error: unknown): void {
    if (asksForKey(error)) this.scene = { kind: "sign-in", refused: this.#api.signedIn };
    else this.scene = { kind: "problem", problem: problemFrom(error) };
  }

  #chosen({ detail }: CustomEvent<Account>): void {
    void this.#open(detail);
  }

  #keyEntered({ detail }: CustomEvent<string>): void {
    this.#api.signIn(detail);
    void this.#start();
  }

  #again(): void {
    if (this.offer && this.account) void this.#open(this.account);
    else void this.#start();
  }

  #shownChanged({ detail }: CustomEvent<Shown>): void {
    if (this.scene.kind === "loaded") this.scene = { ...this.scene, ...detail };
  }
}

function loadedScene({
  loaded,
  selected,
  view = "tree",
  query = "",
}: Scene & { kind: "loaded" }): TemplateResult {
  return html`<loaded-scene .loaded=${loaded} .selected=${selected} .view=${view} .query=${query}></loaded-scene>`;
}

function sandboxNote(): TemplateResult {
  return html`<p class="sandbox"><strong>Sandbox.</strong> These accounts are made up: this server has no credentials,
    so nothing here comes from Autodesk or iMocha.</p>`;
}

function asksForKey(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  // Where only Access opens the door, no key would.
  return error.problem.status === 401 && error.problem.code !== "ACCESS_REFUSED";
}

customElements.define("explorer-page", ExplorerPage);
