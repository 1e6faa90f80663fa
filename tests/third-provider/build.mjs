// @ts-check
import { compileWrapper } from "../../pkg/scripts/build.mjs";
import { fullModule, makeQuickModule, treeModule } from "../../pkg/scripts/module.mjs";
import { asCommand } from "../../pkg/scripts/steps.mjs";

// Builds the package of the repository that this file stands in: copy.ts runs it in a copy.
await asCommand(async () => {
  for (const module of [fullModule, treeModule]) await makeQuickModule(() => undefined, module);
  await compileWrapper();
});
