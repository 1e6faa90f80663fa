import { end } from "../../pkg/scripts/child.mjs";
import { launchSandbox } from "../../www/sandbox/launch.mjs";
import { startSandbox } from "../../www/sandbox/server.ts";

/** Runs `work` with the address of the sandbox: the one named in BUSINESS_UNITS_SANDBOX, else one of its own. */
export async function withSandbox<T>(work: (address: string) => Promise<T>): Promise<T> {
  const named = process.env.BUSINESS_UNITS_SANDBOX;
  if (named) return work(named);
  const sandbox = await startSandbox();
  try {
    return await work(sandbox.url);
  } finally {
    await sandbox.close();
  }
}

/** As `withSandbox`, but in a process of its own, so that it does not slow down the program that measures. */
export async function withLaunchedSandbox<T>(work: (address: string) => Promise<T>): Promise<T> {
  const named = process.env.BUSINESS_UNITS_SANDBOX;
  if (named) return work(named);
  const { address, child } = await launchSandbox(0);
  try {
    return await work(address);
  } finally {
    await end(child);
  }
}
