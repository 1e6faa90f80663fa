import { readFileSync, writeFileSync } from "node:fs";
import { buildSteps } from "../../../pkg/scripts/build.mjs";
import { place } from "../../../pkg/scripts/place.mjs";
import { browser, setUpSteps } from "../../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../../pkg/scripts/steps.mjs";
import { wwwSteps } from "../../../www/build.mjs";
import { startStage } from "../../page/support/stage.ts";
import { addRun } from "../keep.mjs";
import { circumstances } from "../machine.mjs";
import { table } from "../table.mjs";
import { type Figures, measureOurs } from "./ours.ts";
import { measurePlain } from "./plain.ts";

const TARGET_MS = 50;
const PLAIN = [1_000, 10_000, 100_000];
const COMMAND = "npm run bench:page";

interface Measured {
  readonly ours: Figures;
  readonly plain: readonly Figures[];
}

function isKept(): boolean {
  const [option, ...others] = process.argv.slice(2);
  if (others.length > 0 || (option !== undefined && option !== "--keep"))
    throw new Stop(`usage: ${COMMAND} [-- --keep]`);
  return option === "--keep";
}

async function measure(): Promise<Measured> {
  process.env.CHROMIUM = browser().chromium;
  const stage = await startStage();
  try {
    const ours = await measureOurs(stage);
    const plain: Figures[] = [];
    for (const units of PLAIN) plain.push(await measurePlain(stage, units));
    return { ours, plain };
  } finally {
    await stage.close();
  }
}

function report({ ours, plain }: Measured): { text: string; missed: string[] } {
  const missed: string[] = [];
  const rows = [...ours].map(([what, { median, worst }]) => {
    const isMet = median <= TARGET_MS;
    if (!isMet) missed.push(`${what}: ${short(median)} ms, asked for ≤ ${TARGET_MS}`);
    const others = plain.map((figures) => short(figures.get(what)?.median));
    return [what, short(median), short(worst), `≤ ${TARGET_MS} ${isMet ? "met" : "missed"}`, ...others];
  });
  const head = ["from what somebody does to the screen", "ours", "worst", "target"];
  const title = "The page at 100 000 units, beside a tree that is all in the DOM (ms)";
  const peers = PLAIN.map((units) => `plain, ${units.toLocaleString("en").replaceAll(",", " ")}`);
  return { text: table({ title, head: [...head, ...peers], rows }), missed };
}

function short(ms: number | undefined): string {
  if (ms === undefined) return "";
  return ms < 100 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en").replaceAll(",", " ");
}

function conclusion(missed: readonly string[]): string {
  return missed.length === 0
    ? "Every target was met."
    : ["Missed:", ...missed.map((line) => `- ${line}`)].join("\n");
}

/** Puts the run into RESULTS.md, in the place of the last one. */
function keepRun(report: string): void {
  const file = place("tests", "bench", "RESULTS.md");
  writeFileSync(file, addRun(readFileSync(file, "utf8"), { command: COMMAND, report, most: 1 }));
}

await asCommand(async () => {
  const keep = isKept();
  await takeSteps([...setUpSteps(["wasm", "modules", "tools", "browser"]), ...buildSteps, ...wwwSteps]);
  const heading = await circumstances(COMMAND);
  const { text, missed } = report(await measure());
  const all = `${heading}\n\n${text}\n\n${conclusion(missed)}\n`;
  console.log(`\n${all}`);
  if (keep) keepRun(all);
  process.exit(missed.length === 0 ? 0 : 1);
});
