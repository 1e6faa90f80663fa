// @ts-check
import { spawn } from "node:child_process";
import { root } from "./place.mjs";

/**
 * @typedef {import("node:child_process").ChildProcess} ChildProcess
 * @typedef {{ environment?: NodeJS.ProcessEnv | undefined, folder?: string | undefined, onText?: ((text: string) => void) | undefined }} RunOptions
 */

// A group of its own lets one signal reach what the child has started in its turn. Windows has no groups.
const ownGroup = process.platform !== "win32";
const patienceMs = 3_000;
/** @type {Set<ChildProcess>} */
const running = new Set();
let ending = false;
let listening = false;

/**
 * Starts a program that ends, with all it started, when this process does.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {ChildProcess}
 */
export function launch(command, args, options = {}) {
  endWithUs();
  const child = spawn(command, args, { cwd: root, detached: ownGroup, ...options });
  if (child.pid !== undefined) running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/**
 * Runs a program to its end and gives its exit code and all it wrote, both streams in the order they came.
 * A program that cannot be started has the shell's code for that, 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { environment = process.env, folder = root, onText } = {}) {
  const child = launch(command, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output += text;
      onText?.(text);
    });
  }
  return whenClosed(child, () => output);
}

/**
 * @param {ChildProcess} child
 * @param {() => string} output
 * @returns {Promise<{ code: number, output: string }>}
 */
function whenClosed(child, output) {
  return new Promise((resolve) => {
    // During shutdown the caller gets no answer: its next step would start another child.
    const settle = (/** @type {number | null} */ code) => {
      if (!ending) resolve({ code: code ?? 1, output: output() });
    };
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", settle);
    // What the child left behind may hold its pipes open, so that `close` would never come.
    child.once("exit", (code) => {
      const leftBehind = setTimeout(() => {
        signal(child, "SIGKILL");
        settle(code);
      }, patienceMs);
      child.once("close", () => clearTimeout(leftBehind));
    });
  });
}

/**
 * Ends a child and all it started; resolves when it has gone.
 * @param {ChildProcess} child
 * @returns {Promise<void>}
 */
export function end(child) {
  return new Promise((resolve) => {
    if (!running.has(child)) return resolve();
    const insist = setTimeout(() => signal(child, "SIGKILL"), patienceMs);
    child.once("exit", () => {
      clearTimeout(insist);
      resolve();
    });
    signal(child, "SIGTERM");
  });
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, name);
    else child.kill(name);
  } catch {
    // Gone already.
  }
}

function endWithUs() {
  if (listening) return;
  listening = true;
  process.on("SIGINT", () => endAll(130));
  process.on("SIGTERM", () => endAll(143));
  process.on("SIGHUP", () => endAll(129));
  process.on("exit", () => {
    for (const child of running) signal(child, "SIGKILL");
  });
}

/**
 * Ends this process and all that it started.
 * @param {number} code
 */
export async function endAll(code) {
  if (ending) return;
  ending = true;
  await Promise.all([...running].map(end));
  process.exit(code);
}
