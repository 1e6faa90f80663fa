// @ts-check

import path from "node:path";
import { createInterface } from "node:readline";
import { end, launch, run } from "../../pkg/scripts/child.mjs";
import { lastLine } from "../../pkg/scripts/steps.mjs";
import { openPage } from "./browsers.mjs";
import { freePort, listenForPage, serveFiles } from "./site.mjs";
import { programOf } from "./tools.mjs";
import { layOut } from "./workshop.mjs";

/**
 * How it went: "ok", or what went wrong. A place that cannot be tried here says why in `missing`.
 * @typedef {{ import: string, tree: string, small: string, fetch: string, missing?: string, seconds: number }} Outcome
 * @typedef {import("./places.mjs").Place} Place
 * @typedef {import("./workshop.mjs").Workshop} Workshop
 */

const patienceMs = 300_000;
const environment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  DENO_NO_UPDATE_CHECK: "1",
  NODE_ENV: "production",
};

class Missing extends Error {}

/**
 * Builds a place and runs it.
 * @param {Place} where
 * @param {Workshop} workshop
 * @param {string} sandbox
 * @returns {Promise<Outcome>}
 */
export async function tryPlace(where, workshop, sandbox) {
  const started = Date.now();
  const outcome = await ask(where, workshop, sandbox).catch((error) => {
    if (error instanceof Missing) return { missing: error.message };
    return { import: error.message };
  });
  const seconds = Math.round((Date.now() - started) / 100) / 10;
  const untold = "not told";
  return { import: untold, tree: untold, small: untold, fetch: untold, ...outcome, seconds };
}

/**
 * Says whether a place did all it should.
 * @param {Outcome} outcome
 */
export function isGood(outcome) {
  return [outcome.import, outcome.tree, outcome.small, outcome.fetch].every((said) => said === "ok");
}

/**
 * @param {Place} where
 * @param {Workshop} workshop
 * @param {string} sandbox
 * @returns {Promise<Partial<Outcome>>}
 */
async function ask(where, workshop, sandbox) {
  const { folder, isNew } = layOut(workshop, where);
  if (isNew) for (const command of where.build ?? []) await finish(command, folder);
  if (where.run) return JSON.parse(lastLine(await finish([...where.run, sandbox], folder)));
  if (where.serve === undefined) return askServer(where, folder, sandbox);
  const site = await serveFiles([path.join(folder, where.serve), workshop.folder]);
  try {
    return await askPage(where, site.url, sandbox);
  } finally {
    site.close();
  }
}

/**
 * Runs a command to its end and gives what it wrote.
 * @param {readonly string[]} command
 * @param {string} folder
 */
async function finish(command, folder) {
  const [program, ...args] = whole(command);
  const { code, output } = await run(program, args, { environment, folder });
  if (code !== 0) throw new Error(`${command[0]} failed: ${output.trim().slice(-500)}`);
  return output;
}

/**
 * @param {readonly string[]} command
 * @returns {[string, ...string[]]}
 */
function whole([name = "", ...args]) {
  const program = programOf(name);
  if (program === undefined) throw new Missing(`${name} is not installed`);
  return [...program, ...args];
}

/**
 * @param {Place} where
 * @param {string} folder
 * @param {string} sandbox
 */
async function askServer(where, folder, sandbox) {
  const port = await freePort();
  const [program, ...args] = whole((where.start ?? []).map((arg) => (arg === "PORT" ? String(port) : arg)));
  const child = launch(program, args, {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await within(addressOf(child, port), `${where.start?.[0]} did not say that it listens`);
    if (where.ask === undefined) return await askPage(where, url, sandbox);
    const answer = await fetch(`${url}${where.ask}?sandbox=${encodeURIComponent(sandbox)}`);
    if (!answer.ok)
      throw new Error(`the server answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    return JSON.parse(await answer.text());
  } finally {
    await end(child);
  }
}

/**
 * Waits until a server writes the address it was given.
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} port
 * @returns {Promise<string>}
 */
function addressOf(child, port) {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with exit code ${code}`)));
    if (child.stdout === null) return;
    createInterface(child.stdout).on("line", (line) => {
      const host = new RegExp(`http://(localhost|127\\.0\\.0\\.1):\\S*${port}`).exec(line)?.[1];
      if (host !== undefined) resolve(`http://${host}:${port}`);
    });
  });
}

/**
 * @param {Place} where
 * @param {string} url
 * @param {string} sandbox
 * @returns {Promise<Partial<Outcome>>}
 */
async function askPage({ browser = "chromium" }, url, sandbox) {
  const ear = await listenForPage();
  const query = new URLSearchParams({ sandbox, tell: ear.url });
  const opened = await openPage(browser, `${url}/?${query}`);
  try {
    if (opened === undefined) throw new Missing(`${browser} is not installed`);
    return JSON.parse(await within(ear.told, "the page told nothing", opened.said));
  } finally {
    await opened?.close();
    ear.close();
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {string} complaint
 * @param {() => string} said
 * @returns {Promise<T>}
 */
async function within(promise, complaint, said = () => "") {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${complaint} within ${patienceMs / 1_000} s ${said()}`)),
      patienceMs,
    );
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}
