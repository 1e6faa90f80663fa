// @ts-check

/** @typedef {import("./tally.mjs").Outcome} Outcome */

const ACCOUNTS = [
  "/api/autodesk/accounts/e3d5ef8d-5c37-4b9d-925d-1e6d24753ace",
  "/api/autodesk/accounts/5b1f6c0e-2d47-4c8a-9e31-7f04a6d2b958",
  "/api/autodesk/accounts/d4a0b3c7-91e8-4f25-8c6d-0e57f1a9b246",
  "/api/autodesk/accounts/f07b5e83-1a6c-4d92-9b7e-48c2d6a0135f",
  "/api/imocha",
];
const ENDS = [
  "/business-units",
  "/business-units?as=nested",
  "/business-units?as=csv",
  "/business-units?as=csv-levels",
  "/business-units?as=svg",
  "/search?q=a",
  "/defects",
];

/** Everything that readers ask for. */
export const addresses = ACCOUNTS.flatMap((account) => ENDS.map((end) => account + end));

/**
 * Readers who ask one after another, each for whatever comes next to its mind: sometimes for what it has already, sometimes
 * for the head only.
 */
export class Readers {
  /** @type {Map<string, string>} */
  #tags = new Map();
  /** @type {Outcome[]} */
  #outcomes = [];
  #seed = 1;

  /**
   * @param {string} url
   * @param {string} key
   */
  constructor(url, key) {
    this.url = url;
    this.headers = { authorization: `Bearer ${key}` };
  }

  /**
   * What so many readers were told until then.
   * @param {number} readers
   * @param {number} until by the clock of `performance`
   */
  async readUntil(readers, until) {
    this.#outcomes = [];
    const reading = async () => {
      while (performance.now() < until) await this.#read();
    };
    await Promise.all(Array.from({ length: readers }, reading));
    return this.#outcomes;
  }

  async #read() {
    const address = addresses[this.#draw(addresses.length)] ?? "";
    const tag = this.#draw(3) === 0 ? this.#tags.get(address) : undefined;
    const method = this.#draw(10) === 0 ? "HEAD" : "GET";
    this.#outcomes.push(await this.ask(address, method, tag));
  }

  /**
   * @param {string} address
   * @param {string} method
   * @param {string | undefined} tag
   * @returns {Promise<Outcome>}
   */
  async ask(address, method = "GET", tag = undefined) {
    const begun = performance.now();
    const headers = { ...this.headers, ...(tag && { "if-none-match": tag }) };
    try {
      const answer = await fetch(new URL(address, this.url), { method, headers });
      const text = await answer.text();
      const ms = performance.now() - begun;
      const state = answer.headers.get("x-cache") ?? "";
      const isGood = answer.status === 200 || (answer.status === 304 && tag !== undefined);
      if (!isGood) return { ms, state, error: `${answer.status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ""}` };
      this.#tags.set(address, answer.headers.get("etag") ?? "");
      return { ms, state };
    } catch (error) {
      return { ms: performance.now() - begun, state: "", error: String(error) };
    }
  }

  // The same from run to run, as far as the readers' turns are.
  /** @param {number} below */
  #draw(below) {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed % below;
  }
}
