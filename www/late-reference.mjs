// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../pkg/scripts/child.mjs";
import { referenceFolder } from "./reference.mjs";

/** @typedef {{ status: number, headers: Record<string, string>, body: string | Buffer }} Answer */

const text = "text/plain; charset=utf-8";
/** @type {Record<string, string>} */
const types = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml" };

/**
 * The reference while it is being written and after that. Miniflare reads the names of its files once, when it starts, so
 * what is written later is answered here.
 */
export class LateReference {
  #state = "The API reference is being written: ask again in a minute.";
  #folder;

  /** @param {string} folder */
  constructor(folder = referenceFolder) {
    this.#folder = folder;
  }

  /**
   * Has the reference written by a process of its own, where it is not the one of these sources already.
   * @param {readonly string[]} args of the program that writes it
   */
  async write(args = [fileURLToPath(new URL("write-reference.mjs", import.meta.url))]) {
    const { code, output } = await run(process.execPath, args);
    this.#state = code === 0 ? "" : "The API reference could not be written: npm start says why.";
    return code === 0 ? "" : output;
  }

  /**
   * @param {string} pathname below /reference
   * @returns {Answer}
   */
  answer(pathname) {
    if (pathname === "/reference") return { status: 307, headers: { location: "/reference/" }, body: "" };
    if (this.#state !== "")
      return {
        status: 503,
        headers: { "content-type": text, "retry-after": "10" },
        body: `${this.#state}\n`,
      };
    const name = pathname.replace("/reference/", "").replace(/(^|\/)$/, "$1index.html");
    const type = types[path.extname(name).slice(1)] ?? "application/octet-stream";
    try {
      const body = readFileSync(path.join(this.#folder, name));
      return { status: 200, headers: { "content-type": type }, body };
    } catch {
      return { status: 404, headers: {}, body: "" };
    }
  }
}
