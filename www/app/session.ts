import { type Address, accountNamed, nameInAddress } from "./address.ts";
import { AddressBar } from "./address-bar.ts";
import { CurrentTree } from "./current-tree.ts";
import { type Offered, oneFile } from "./files/offered.ts";
import { type Arrived, type Listing, type Origin, titleOf } from "./listing.ts";
import type { Loaded } from "./loaded.ts";
import { filePart, shownPart } from "./parts.ts";
import { idOf, type Renewal, type Scene, type Shown, shownBy } from "./scene.ts";
import type { Account, Accounts } from "./server/account.ts";
import { Api } from "./server/api.ts";
import { ProblemError, problemFrom } from "./server/problem.ts";

/** Whatever draws a session. */
interface Screen {
  requestUpdate(): void;
  readonly updateComplete: Promise<unknown>;
}

/** What is offered, what is open, and what stands on the screen. */
export class Session {
  offer: Accounts | undefined;
  origin: Origin | undefined;
  /** Why what was dropped was not even looked at. */
  refusal: string | undefined;
  /** How often an address has said what to show of a listing. */
  arrivals = 0;
  #scene: Scene = { kind: "starting" };
  #lastFile: File | undefined;
  readonly #screen: Screen;
  readonly #api = new Api();
  readonly #current = new CurrentTree();
  readonly #bar = new AddressBar((address) => this.#moved(address));

  constructor(screen: Screen) {
    this.#screen = screen;
    addEventListener("online", () => {
      const failed = this.#scene.kind === "loaded" ? this.#scene.renewal : this.#scene;
      if (failed?.kind === "problem" && failed.problem.code === "OFFLINE") this.again();
    });
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** Asks what accounts there are, and opens what the address names. */
  async start(): Promise<void> {
    this.#current.stop();
    this.origin = undefined;
    this.#become({ kind: "starting" });
    try {
      this.offer = await this.#api.accounts();
    } catch (error) {
      if (this.#scene.kind === "starting") this.#fail(error);
      return;
    }
    // Meanwhile a file may have been dropped.
    if (this.#scene.kind === "starting") this.#arrive(this.#bar.address);
    else this.#screen.requestUpdate();
  }

  signIn(key: string): void {
    this.#api.signIn(key);
    void this.start();
  }

  openAccount(account: Account): void {
    void this.#open({ kind: "account", account });
  }

  openOffered(offered: Offered): void {
    const file = oneFile(offered);
    if (typeof file === "string") this.refuse(file);
    else void this.#open({ kind: "file", file });
  }

  refuse(refusal: string | undefined): void {
    this.refusal = refusal;
    this.#screen.requestUpdate();
  }

  /** Asks again for what is open, or for what could not be opened. */
  again(): void {
    const { origin } = this;
    if (!origin || (!this.offer && origin.kind === "account")) void this.start();
    else if (this.#scene.kind === "loaded") void this.#renew(origin, this.#scene.loaded);
    else void this.#open(origin, this.#bar.address);
  }

  /** Gives up what is loading, or what was to take the place of the tree that is shown. */
  cancel(): void {
    if (this.#scene.kind === "loaded") {
      this.#current.stop();
      this.#become({ ...this.#scene, renewal: undefined });
    }
    if (this.#scene.kind !== "loading") return;
    const note = `${this.#scene.title} was not loaded: you cancelled it.`;
    this.#current.close();
    this.origin = undefined;
    this.#become({ kind: "choosing", note });
    this.#bar.replace(this.#address);
    // Nothing can be chosen before the accounts are known.
    if (!this.offer) void this.start();
  }

  /** Takes what the user chose to see of the tree. */
  show(shown: Shown): void {
    if (this.#scene.kind !== "loaded") return;
    const turned = shown.view !== undefined && shown.view !== (this.#scene.view ?? "tree");
    this.#become({ ...this.#scene, ...shown, missing: undefined });
    if (turned) this.#bar.push(this.#address);
    else this.#bar.replace(this.#address);
  }

  async #open(origin: Origin, wanted?: Address): Promise<void> {
    this.#current.stop();
    this.origin = origin;
    this.refusal = undefined;
    if (origin.kind === "file") this.#lastFile = origin.file;
    this.#become({ kind: "loading", title: titleOf(origin) });
    if (!wanted) this.#bar.push(this.#address);
    // The elements over the earlier tree are gone before it is freed.
    await this.#screen.updateComplete;
    if (this.origin !== origin) return;
    this.#current.close();
    try {
      const loaded = await this.#load(origin);
      if (!loaded) return;
      this.arrivals++;
      this.#become({ kind: "loaded", loaded, ...(wanted && shownBy(wanted, loaded)) });
    } catch (error) {
      if (this.origin === origin) this.#fail(error);
    }
  }

  /** Loads the listing that is shown once more. It stays until the newer one is there, and where none comes. */
  async #renew(origin: Origin, earlier: Loaded): Promise<void> {
    this.#tellOf({ kind: "loading", title: titleOf(origin) });
    try {
      const loaded = await this.#load(origin);
      if (!loaded) return;
      this.#become({ kind: "loaded", loaded, ...shownBy(this.#address, loaded) });
      await this.#screen.updateComplete;
      await Promise.allSettled(earlier.readers);
      this.#current.free(earlier.tree);
    } catch (error) {
      if (this.origin !== origin) return;
      if (asksForKey(error)) this.#fail(error);
      else this.#tellOf({ kind: "problem", problem: problemFrom(error) });
    }
  }

  #tellOf(renewal: Renewal): void {
    if (this.#scene.kind === "loaded") this.#become({ ...this.#scene, renewal });
  }

  async #load(origin: Origin): Promise<Loaded | undefined> {
    const [listing, { loadedTree }] = await Promise.all([this.#read(origin), shownPart()]);
    return listing && this.origin === origin ? loadedTree(origin, listing) : undefined;
  }

  #read(origin: Origin): Promise<Listing | undefined> {
    const tell = (progress: Arrived) => {
      const scene = this.#scene;
      if (scene.kind === "loading") this.#become({ ...scene, progress });
      else if (scene.kind === "loaded" && scene.renewal?.kind === "loading")
        this.#tellOf({ ...scene.renewal, progress });
    };
    return this.#current.open(async (signal) => {
      if (origin.kind === "account") return this.#api.listing(origin.account, signal, tell);
      const { readFile } = await filePart();
      return readFile(origin.file, signal, tell);
    });
  }

  /** Opens what an address names. */
  #arrive(address: Address): void {
    const origin = this.#named(address);
    if (origin) {
      void this.#open(origin, address);
      return;
    }
    this.#current.stop();
    this.origin = undefined;
    this.#become({ kind: "choosing", ...noteOn(address) });
  }

  #named({ account: name, file }: Address): Origin | undefined {
    const account = name && this.offer ? accountNamed(name, this.offer) : undefined;
    if (account) return { kind: "account", account };
    return file && this.#lastFile?.name === file ? { kind: "file", file: this.#lastFile } : undefined;
  }

  #moved(address: Address): void {
    const { account, file } = this.#address;
    const isSame = account === address.account && file === address.file;
    if (this.#scene.kind === "loaded" && isSame) {
      this.arrivals++;
      this.#become({ ...this.#scene, ...shownBy(address, this.#scene.loaded) });
    } else if (this.offer || address.file) this.#arrive(address);
    else void this.start();
  }

  get #address(): Address {
    const { origin, scene } = this;
    const shown = scene.kind === "loaded" ? scene : undefined;
    return {
      account: origin?.kind === "account" ? nameInAddress(origin.account) : undefined,
      file: fileName(origin),
      view: shown?.view ?? "tree",
      sel: shown && idOf(shown),
      q: shown?.query ?? "",
    };
  }

  #fail(error: unknown): void {
    if (asksForKey(error)) this.#become({ kind: "sign-in", refused: this.#api.signedIn });
    else this.#become({ kind: "problem", problem: problemFrom(error), file: fileName(this.origin) });
  }

  #become(scene: Scene): void {
    this.#scene = scene;
    this.#screen.requestUpdate();
  }
}

function fileName(origin: Origin | undefined): string | undefined {
  return origin?.kind === "file" ? origin.file.name : undefined;
}

function noteOn({ account, file }: Address): { note?: string } {
  if (account) return { note: "The address names an account that is not offered here." };
  return file ? { note: `${file} was read from a computer, and no address leads there. Open it again.` } : {};
}

function asksForKey(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  // Where only Access opens the door, no key would.
  return error.problem.status === 401 && error.problem.code !== "ACCESS_REFUSED";
}
