import { readTree } from "business-units/tree";
import type { Arrived, Listing } from "../listing.ts";
import { type Account, type Accounts, listingPath } from "./account.ts";
import { freshnessOf, totalOf } from "./freshness.ts";
import { offerFrom } from "./offer.ts";
import { type Problem, ProblemError, problemOf } from "./problem.ts";

// What the server takes for a key. A header cannot even hold every other text: fetch would throw.
const KEY = /^[\x21-\x7e]+$/;

const NO_KEY: Problem = { code: "KEY_REQUIRED", title: "This can be no API key", status: 401 };
const UNREACHABLE: Problem = { code: "ERR_NETWORK", title: "The page could not reach its server" };
const OFFLINE: Problem = { code: "OFFLINE", title: "This computer is offline" };
const NO_OFFER: Problem = {
  code: "ERR_SHAPE",
  title: "The server answered with something that is not a list of accounts",
  hint: "Try again. If it happens again, tell the administrator of this server.",
};

/** The page's own server. The key lives in this object only: not in storage, not in an address. */
export class Api {
  #key: string | undefined;

  /** Sends `key` with every request from now on. */
  signIn(key: string): void {
    this.#key = key;
  }

  /** Whether a key has been given. */
  get signedIn(): boolean {
    return this.#key !== undefined;
  }

  async accounts(): Promise<Accounts> {
    const response = await this.#get("/api/accounts");
    const offer = offerFrom(await response.json().catch(() => undefined));
    if (!offer) throw new ProblemError(NO_OFFER);
    return offer;
  }

  /** Builds the account's tree while its bytes arrive. The caller frees the tree. */
  async listing(
    account: Account,
    signal: AbortSignal,
    onProgress: (progress: Arrived) => void,
  ): Promise<Listing> {
    const response = await this.#get(listingPath(account), signal);
    const freshness = freshnessOf(response.headers, Date.now());
    const total = totalOf(response.headers);
    const { provider, accountId } = account;
    const asked = provider === "autodesk" && accountId !== undefined ? { accountId } : {};
    const tell = { onProgress: (progress: Arrived) => onProgress({ ...progress, total }) };
    return { ...freshness, tree: await readTree(response, { provider, ...asked, ...tell, signal }) };
  }

  async #get(path: string, signal: AbortSignal | null = null): Promise<Response> {
    const headers = this.#headers();
    const response = await fetch(path, { headers, signal, cache: "no-store" }).catch(() => {
      throw new ProblemError(navigator.onLine ? UNREACHABLE : OFFLINE);
    });
    if (!response.ok) throw new ProblemError(await problemOf(response));
    return response;
  }

  #headers(): Headers {
    const headers = new Headers({ accept: "application/json" });
    if (this.#key === undefined) return headers;
    if (!KEY.test(this.#key)) throw new ProblemError(NO_KEY);
    headers.set("authorization", `Bearer ${this.#key}`);
    return headers;
  }
}
