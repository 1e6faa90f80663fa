// @ts-check
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { end, launch } from "../../pkg/scripts/child.mjs";
import { Stop } from "../../pkg/scripts/steps.mjs";

// The tests in WebAssembly are compiled with the sandbox's address: a port that stays spares compiling them again.
const preferredPort = 18787;
const startLimitMs = 60_000;

/**
 * Starts the sandbox, and resolves when it listens.
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>}
 */
export async function startSandbox() {
  const port = (await isFree(preferredPort)) ? preferredPort : 0;
  const environment = { ...process.env, EXIT_WITH_STDIN: "1", SANDBOX_PORT: String(port) };
  const child = launch(process.execPath, ["--import", "tsx", "www/sandbox/main.ts"], {
    env: environment,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const stop = () => end(child);
  try {
    return { address: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<string>}
 */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Stop(`the sandbox ${why}`));
    const limit = setTimeout(() => fail(`did not listen within ${startLimitMs / 1_000} s`), startLimitMs);
    child.once("exit", (code) => fail(`ended before it listened, with exit code ${code}`));
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("exit", () => clearTimeout(limit));
    if (child.stdout === null) return;
    createInterface(child.stdout).on("line", (line) => {
      const address = /^sandbox listening on (http:\/\/\S+)$/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    });
  });
}

/** @param {number} port */
async function isFree(port) {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
