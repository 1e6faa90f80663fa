import { startSandbox } from "./server.ts";

const port = Number(process.env.SANDBOX_PORT ?? 0);
const sandbox = await startSandbox({ port }).catch(({ code }: NodeJS.ErrnoException) => {
  console.error(`the sandbox cannot use port ${port} (${code})`);
  process.exit(1);
});

async function end(): Promise<void> {
  await sandbox.close();
  process.exit(0);
}

process.once("SIGINT", end);
process.once("SIGTERM", end);
if (process.env.EXIT_WITH_STDIN === "1") process.stdin.resume().once("end", end).once("error", end);
console.log(`sandbox listening on ${sandbox.url}`);
