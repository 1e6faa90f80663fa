// @ts-check
import { buildSteps } from "../../pkg/scripts/build.mjs";
import { end } from "../../pkg/scripts/child.mjs";
import { setUpSteps } from "../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { wwwSteps } from "../../www/build.mjs";
import { startWorker } from "../../www/miniflare.mjs";
import { newKey } from "../../www/new-key.mjs";
import { launchSandbox } from "../../www/sandbox/launch.mjs";
import { addresses, Readers } from "./readers.mjs";
import { errorsIn, table } from "./tally.mjs";

const READERS = 12;
// Short windows, so that listings are fetched anew all the time, and an outage outlasts the second one.
const CACHE_WINDOWS = "2 8 3600";
/** @type {readonly (readonly [weather: string, seconds: number])[]} */
const DAY = [
  ["calm", 8],
  ["storm", 12],
  ["outage", 16],
  ["calm", 8],
];

/** @param {(readers: Readers, sandbox: string) => Promise<void>} work */
async function withReaders(work) {
  const { address, child } = await launchSandbox(0);
  const { key, sha256 } = newKey();
  const settings = { SANDBOX_URL: address, API_KEYS: sha256, READS_PER_MINUTE: "999999", CACHE_WINDOWS };
  const worker = await startWorker({ settings, kvNamespaces: ["LISTINGS"] });
  try {
    await work(new Readers(String(await worker.ready), key), address);
  } finally {
    await worker.dispose();
    await end(child);
  }
}

/**
 * @param {Readers} readers
 * @param {string} sandbox
 */
async function day(readers, sandbox) {
  for (const address of addresses) {
    const { error } = await readers.ask(address);
    if (error !== undefined) throw new Stop(`${address} is ${error} before anything was spoilt`);
  }
  const phases = [];
  for (const [weather, seconds] of DAY) {
    await fetch(`${sandbox}/weather`, { method: "POST", body: weather });
    const outcomes = await readers.readUntil(READERS, performance.now() + seconds * 1_000);
    phases.push({ weather, seconds, outcomes });
  }
  return phases;
}

await asCommand(async () => {
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, ...wwwSteps]);
  await withReaders(async (readers, sandbox) => {
    const phases = await day(readers, sandbox);
    const errors = errorsIn(phases.flatMap(({ outcomes }) => outcomes));
    console.log(`\n${READERS} readers of ${addresses.length} addresses\n\n${table(phases)}\n`);
    console.log(errors.length === 0 ? "no errors" : errors.join("\n"));
    process.exitCode = errors.length === 0 ? 0 : 1;
  });
  process.exit();
});
