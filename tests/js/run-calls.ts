import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { targetFolder } from "../../pkg/scripts/setup.mjs";
import { type Cell, RUNTIMES, type Runtime } from "./calls/case.ts";
import { COLUMNS } from "./calls/columns.ts";
import { complaints, counts, type Matrix, summary, wholeMatrix } from "./calls/matrix.ts";
import { withLaunchedSandbox } from "./upstream.ts";

// RUNTIMES=node,bun plays in these alone, and CASES=gzip the cases with that in their names.
const asked = process.env.RUNTIMES?.split(",") ?? RUNTIMES;
const only = process.env.CASES ?? "";

/** So many runtimes play at a time: what takes the time is waiting, and one alone leaves a core idle. */
const AT_A_TIME = 2;

async function play(sandbox: string): Promise<Matrix> {
  const left = RUNTIMES.filter((name) => asked.includes(name));
  const played = new Map<Runtime, Cell[]>();
  const player = async () => {
    for (let runtime = left.shift(); runtime; runtime = left.shift())
      played.set(runtime, await column(runtime, sandbox));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, player));
  const inOrder = [...played].sort(([one], [other]) => RUNTIMES.indexOf(one) - RUNTIMES.indexOf(other));
  return new Map(inOrder);
}

async function column(runtime: Runtime, sandbox: string): Promise<Cell[]> {
  const started = Date.now();
  const cells = await COLUMNS[runtime](sandbox, only).catch((error) => broken(runtime, error));
  const { passed, failed, skipped } = counts(cells);
  const seconds = Math.round((Date.now() - started) / 1_000);
  console.log(`${runtime}: ${passed} as they should, ${failed} not, ${skipped} skipped, in ${seconds} s`);
  return cells;
}

function broken(runtime: Runtime, error: Error): Cell[] {
  return [{ group: "the runtime itself", name: runtime, ms: 0, failures: [error.message] }];
}

const matrix = await withLaunchedSandbox(play);
const file = path.join(targetFolder(), "calls.md");
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, wholeMatrix(matrix));

const wrong = complaints(matrix);
for (const line of wrong) console.log(`not ok - ${line}`);
console.log(`\n${summary(matrix)}\n\nEvery case in every runtime: ${file}`);
const { passed, failed } = counts([...matrix.values()].flat());
console.log(`${passed} passed, ${Math.max(failed, Math.min(wrong.length, 1))} failed`);
process.exitCode = wrong.length === 0 && passed > 0 ? 0 : 1;
