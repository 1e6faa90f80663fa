import { type Address, addressFrom, fragmentOf } from "./address.ts";

// Browsers refuse pages that change their address hundreds of times in seconds, as typing would.
const PAUSE_MS = 300;

/** The address of the page: what is shown goes in, and what people go back to comes out. */
export class AddressBar {
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(moved: (address: Address) => void) {
    addEventListener("popstate", () => {
      this.#forget();
      moved(this.address);
    });
  }

  get address(): Address {
    return addressFrom(location.hash);
  }

  /** Makes a new entry of the history, unless nothing changes. */
  push(address: Address): void {
    this.#forget();
    const fragment = fragmentOf(address);
    if (fragment !== location.hash) history.pushState(null, "", fragment || location.pathname);
  }

  /** Changes the present entry, in a moment. */
  replace(address: Address): void {
    this.#forget();
    this.#due = setTimeout(() => {
      history.replaceState(null, "", fragmentOf(address) || location.pathname);
    }, PAUSE_MS);
  }

  #forget(): void {
    clearTimeout(this.#due);
  }
}
