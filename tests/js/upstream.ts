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
