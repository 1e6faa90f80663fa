// @ts-check
import { buildSteps } from "../pkg/scripts/build.mjs";
import { setUpSteps } from "../pkg/scripts/setup.mjs";
import { asCommand, takeSteps } from "../pkg/scripts/steps.mjs";
import { wwwSteps } from "./build.mjs";

// What wrangler.jsonc deploys.
await asCommand(async () => {
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, ...wwwSteps]);
});
