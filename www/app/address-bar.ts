import { type Address, addressFrom, fragmentOf } from "./address.ts";

// Browsers refuse pages that change their address hundreds of times in seconds, as typing would.
const PAUSE_MS = 300;

/** The address of the page: what is shown goes in, and what people go back to comes out. */
export class AddressBar {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due: Address | undefined;

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
    // Who goes back finds what the entry was last.
    this.#settle();
    const fragment = fragmentOf(address);
    if (fragment !== location.hash) history.pushState(null, "", fragment || location.pathname);
  }

  /** Changes the present entry, in a moment. */
  replace(address: Address): void {
    this.#forget();
    this.#due = address;
    this.#timer = setTimeout(() => this.#settle(), PAUSE_MS);
  }

  #settle(): void {
    const due = this.#due;
    this.#forget();
    if (due) history.replaceState(null, "", fragmentOf(due) || location.pathname);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#due = undefined;
  }
}
