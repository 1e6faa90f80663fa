// @ts-check
import { end, launch } from "../../pkg/scripts/child.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { lastLine, Stop } from "../../pkg/scripts/steps.mjs";

/**
 * What a program sends to the process that started it: that it has loaded what it needs, and its result.
 * @typedef {{ begins: true } | { result: any }} Message
 */

// 1 000 000 units as JavaScript objects do not fit into what Node allows itself.
const nodeFlags = ["--expose-gc", "--max-old-space-size=8000"];

/**
 * Runs one of the programs to its end, in a process of its own, so that its heap affects no other measurement.
 * @param {string} name of a file in `programs`
 * @param {readonly (string | number)[]} args
 * @param {number} limitMs how long it may take once it begins
 * @returns {Promise<any>} its result, or undefined when it was stopped
 */
export async function runProgram(name, args = [], limitMs = Number.POSITIVE_INFINITY) {
  const file = place("tests", "bench", "programs", `${name}.mjs`);
  const child = launch(process.execPath, [...nodeFlags, file, ...args.map(String)], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const outcome = listen(child, limitMs);
  const { code, complaints } = await closed(child);
  if (outcome.stopped || "result" in outcome) return outcome.result;
  throw new Stop(`${[name, ...args].join(" ")} ended with ${code}: ${reasonIn(complaints)}`);
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} limitMs
 */
function listen(child, limitMs) {
  /** @type {{ result?: any, stopped: boolean }} */
  const outcome = { stopped: false };
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  child.on("message", (/** @type {Message} */ message) => {
    if ("result" in message) outcome.result = message.result;
    else if (Number.isFinite(limitMs)) timer = setTimeout(stop, limitMs);
  });
  child.once("close", () => clearTimeout(timer));
  const stop = () => {
    outcome.stopped = true;
    end(child);
  };
  return outcome;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ code: number | NodeJS.Signals | null, complaints: string }>}
 */
function closed(child) {
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? signal, complaints }));
  });
}

/**
 * Picks the line in which Node says what went wrong.
 * @param {string} complaints
 */
function reasonIn(complaints) {
  const said = complaints.split("\n").find((line) => /Error\b|FATAL/.test(line));
  return said?.trim() ?? lastLine(complaints);
}

/**
 * Tells the process that started this program that the clock may run.
 * @returns {Promise<void>}
 */
export function begin() {
  return send({ begins: true });
}

/**
 * Gives the program's result to the process that started it.
 * @param {unknown} result
 */
export async function answer(result) {
  await send({ result });
  process.disconnect?.();
}

/**
 * @param {Message} message
 * @returns {Promise<void>}
 */
function send(message) {
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve(console.log(message)); // started by hand
  });
}
