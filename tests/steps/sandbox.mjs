// @ts-check
import { end } from "../../pkg/scripts/child.mjs";
import { launchSandboxNear } from "../../www/sandbox/launch.mjs";

/**
 * Starts the sandbox, and resolves when it listens.
 * @param {number} preferred port; any other one when it is taken
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>}
 */
export async function startSandbox(preferred = 0) {
  const { address, child } = await launchSandboxNear(preferred);
  return { address, stop: () => end(child) };
}
