import { startSandbox } from "./server.ts";
import { isClimate } from "./weather/climate.mjs";

const port = Number(process.env.SANDBOX_PORT ?? 0);
const named = process.env.WEATHER ?? "";
const weather = isClimate(named) ? named : "calm";
// The first line of the output is the address; notes on the weather go to the error output.
const onWeather = (line: string) => console.error(line);
const sandbox = await startSandbox({ port, weather, onWeather }).catch(({ code }: NodeJS.ErrnoException) => {
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
