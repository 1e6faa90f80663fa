// @ts-check
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
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
   * Has the reference written by another process, where it is not the one of these sources already. Gives what that
   * process wrote when it failed, else nothing.
   * @param {readonly string[]} args
   * @returns {Promise<string>}
   */
  write(args = [fileURLToPath(new URL("write-reference.mjs", import.meta.url))]) {
    return new Promise((resolve) => {
      // In the group of this process, so that it ends with it, whichever of the two is killed.
      const child = execFile(process.execPath, args, (error, stdout, stderr) => {
        process.off("exit", stop);
        this.#state = error === null ? "" : "The API reference could not be written: npm start says why.";
        resolve(error === null ? "" : stdout + stderr);
      });
      const stop = () => child.kill("SIGKILL");
      process.once("exit", stop);
    });
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
