import { type Progress, readTree, type UnitTree } from "business-units";
import { type Account, type Accounts, listingPath } from "./account.ts";
import { ProblemError, problemOf } from "./problem.ts";

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
    return (await response.json()) as Accounts;
  }

  /** Builds the account's tree while its bytes arrive. Whoever gets the tree frees it. */
  async tree(
    account: Account,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<UnitTree> {
    const response = await this.#get(listingPath(account), signal);
    const { provider, accountId } = account;
    const asked = provider === "autodesk" && accountId !== undefined ? { accountId } : {};
    return readTree(response, { provider, ...asked, signal, onProgress });
  }

  async #get(path: string, signal: AbortSignal | null = null): Promise<Response> {
    const headers = new Headers({ accept: "application/json" });
    if (this.#key !== undefined) headers.set("authorization", `Bearer ${this.#key}`);
    const response = await fetch(path, { headers, signal, cache: "no-store" });
    if (!response.ok) throw new ProblemError(await problemOf(response));
    return response;
  }
}
