// @ts-check
import { buildSteps } from "../pkg/scripts/build.mjs";
import { run } from "../pkg/scripts/child.mjs";
import { place } from "../pkg/scripts/place.mjs";
import { setUpSteps } from "../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../pkg/scripts/steps.mjs";
import { wwwSteps } from "./build.mjs";

// What wrangler.jsonc deploys; with --dry-run also what wrangler would send, and how large that is.
await asCommand(async () => {
  const isTried = process.argv.slice(2).includes("--dry-run");
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, ...wwwSteps]);
  if (isTried) await dryRun();
});

async function dryRun() {
  const wrangler = place("node_modules", "wrangler", "bin", "wrangler.js");
  // Without a banner it does not ask whether there is a newer one.
  const environment = { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" };
  const onText = (/** @type {string} */ text) => process.stdout.write(text);
  const args = [wrangler, "deploy", "--dry-run"];
  const { code } = await run(process.execPath, args, { environment, folder: place("www"), onText });
  if (code !== 0) throw new Stop("wrangler would not deploy this: see above");
}
