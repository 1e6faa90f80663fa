// @ts-check
import { createInterface } from "node:readline";
import { end, launch } from "../../pkg/scripts/child.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { Stop } from "../../pkg/scripts/steps.mjs";

const program = place("www", "sandbox", "main.ts");

/**
 * A sandbox in a process of its own, which ends with this one.
 * @typedef {{ address: string, child: import("node:child_process").ChildProcess }} SandboxProcess
 */

/**
 * Starts the sandbox's program and resolves when it listens; rejects with a Stop, and without a process, when it does not.
 * @param {number} port 0 is any free one
 * @param {number} limitMs
 * @returns {Promise<SandboxProcess>}
 */
export async function launchSandbox(port, limitMs = 60_000) {
  const child = launch(process.execPath, ["--import", "tsx", program], {
    env: { ...process.env, EXIT_WITH_STDIN: "1", SANDBOX_PORT: String(port) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    return { address: await addressOf(child, limitMs), child };
  } catch (error) {
    await end(child);
    throw error;
  }
}

/**
 * Starts the sandbox on the port that is preferred, or, when that one is taken, on any free one.
 * @param {number} preferred
 */
export async function launchSandboxNear(preferred) {
  return launchSandbox(preferred).catch(() => launchSandbox(0));
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} limitMs
 * @returns {Promise<string>}
 */
function addressOf(child, limitMs) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => {
      clearTimeout(limit);
      reject(new Stop(`the sandbox ${why}`));
    };
    const limit = setTimeout(() => fail(`did not listen within ${limitMs / 1_000} s`), limitMs);
    child.once("exit", (code) => fail(`ended before it listened, with exit code ${code}`));
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    if (child.stdout === null) return;
    createInterface(child.stdout).on("line", (line) => {
      const address = /^sandbox listening on (http:\/\/\S+)$/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    });
  });
}
