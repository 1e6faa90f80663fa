// @ts-check
import { asCommand } from "../pkg/scripts/steps.mjs";
import { builtPage } from "./build.mjs";
import { LateReference } from "./late-reference.mjs";
import { startWorker } from "./miniflare.mjs";
import { newKey } from "./new-key.mjs";
import { launchSandbox } from "./sandbox/launch.mjs";
import { devVars, isLive, isLocked, signInStep, standing, weatherNote } from "./settings.mjs";

// Started by start.mjs, which holds the other end of this process's input: when that ends, by whatever, so does this
// process, and with it all that it has started. A process killed with SIGKILL could not end what it started itself.
await asCommand(async () => {
  endWhenAsked();
  const set = devVars();
  // SIGN_IN=1 npm start shows what a lock is like, with a key of this run.
  const made = process.env.SIGN_IN && !isLocked(set) && !isLive(set) ? newKey() : undefined;
  const settings = made ? { ...set, API_KEYS: made.sha256 } : set;
  /** @type {Record<string, string>} */
  const upstream = isLive(settings) ? {} : { SANDBOX_URL: await sandboxUrl() };
  const reference = new LateReference();
  const worker = await startWorker({
    page: builtPage,
    reference,
    port: Number(process.env.PORT),
    settings: { ...settings, ...upstream },
    kvNamespaces: ["LISTINGS"],
  });
  const lines = [`\nbusiness-units: ${await worker.ready}`, standing(settings)];
  const step = signInStep(settings, made?.key);
  if (step) lines.push(step);
  if (upstream.SANDBOX_URL) lines.push(weatherNote(process.env.WEATHER ?? "", upstream.SANDBOX_URL));
  console.log([...lines, "Ctrl-C ends it."].join("\n"));
  const complaint = await reference.write();
  if (complaint !== "") console.error(`${complaint}The API reference could not be written: see above.`);
});

async function sandboxUrl() {
  const { address, child } = await launchSandbox(0);
  child.once("exit", (code) => {
    console.error(`the sandbox ended by itself (${code})`);
    process.exit(1);
  });
  return address;
}

// The first to hear of a signal decides the exit code, and being stopped is not a failure.
function endWhenAsked() {
  const stop = () => process.exit(0);
  process.prependListener("SIGINT", stop).prependListener("SIGTERM", stop).prependListener("SIGHUP", stop);
  process.stdin.resume().once("end", stop).once("error", stop);
}
