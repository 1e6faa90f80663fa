// @ts-check
import { end } from "../../pkg/scripts/child.mjs";
import { launchSandboxNear } from "../../www/sandbox/launch.mjs";

// The tests in WebAssembly are compiled with the sandbox's address: a port that stays spares compiling them again.
const preferredPort = 18787;

/**
 * Starts the sandbox, and resolves when it listens.
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>}
 */
export async function startSandbox() {
  const { address, child } = await launchSandboxNear(preferredPort);
  return { address, stop: () => end(child) };
}
