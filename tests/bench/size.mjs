// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildSteps } from "../../pkg/scripts/build.mjs";
import { makeNamedModule } from "../../pkg/scripts/module.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { setUpSteps } from "../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { copyProblems } from "./copies.mjs";
import { codeByImport, download } from "./download.mjs";
import { functionsOf, sectionsOf } from "./functions.mjs";
import { keep } from "./keep.mjs";
import { commit } from "./machine.mjs";
import { downloadTable, importTable, partsOf, partTable } from "./sizes.mjs";
import { table } from "./table.mjs";

let named = "";
/**
 * Builds the module once more, with the names of its functions; its code is as large as without.
 * @type {import("../../pkg/scripts/steps.mjs").Step}
 */
const namedStep = {
  title: "WebAssembly module with names",
  async run(show) {
    named = await makeNamedModule(show);
    return "built";
  },
};

function isKept() {
  try {
    return parseArgs({ options: { keep: { type: "boolean" } } }).values.keep ?? false;
  } catch (error) {
    throw new Stop(`${error instanceof Error ? error.message : error}\nusage: npm run size [-- --keep]`);
  }
}

await asCommand(async () => {
  const kept = isKept();
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, namedStep]);
  const sizes = await download();
  const module = readFileSync(named);
  const parts = partsOf(module);
  const shown = [downloadTable(sizes), partTable(parts), importTable(await codeByImport())];
  const tables = shown.map(table).join("\n\n");
  console.log(`\n${tables}`);
  const problems = copyProblems(functionsOf(sectionsOf(module)).map(({ name }) => name));
  if (problems.length > 0) throw new Stop(problems.join("\n"));
  if (!kept) return;
  const file = place("tests", "bench", "RESULTS.md");
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, keep(readFileSync(file, "utf8"), { date, commit: await commit(), sizes, tables }));
});
