import type { CallCase, Cell, Group, Runtime, TokenCase } from "./case.ts";
import { GROUPS } from "./groups.ts";
import { play } from "./play.ts";
import { type Forgets, playTokens } from "./play-tokens.ts";
import { watchStrays } from "./strays.ts";

/** How many cases run at the same time: most of each is waiting. A browser keeps six connections to a host. */
const AT_ONCE: Record<Runtime, number> = { node: 10, workerd: 10, deno: 10, bun: 10, chromium: 5 };
/** A case that takes longer will never end, or waits for the deadline of its call. */
const LONGEST_MS = 200_000;

/** Long enough for what is thrown after a case has ended. */
const ASTRAY_MS = 200;

/** What is played where. */
export interface Stage {
  /** The sandbox's address. */
  sandbox: string;
  runtime: Runtime;
  /** A part of the names of the cases that are wanted; all by default. */
  only?: string;
  forget?: Forgets;
}

/** Plays every case in this runtime. */
export async function playAll(stage: Stage): Promise<Cell[]> {
  const { runtime, only = "" } = stage;
  const strays = watchStrays();
  const jobs = GROUPS.flatMap((group) =>
    group.cases
      .filter(({ name }) => `${group.name}: ${name}`.includes(only))
      .map((row) => ({ alone: group.alone === true, run: () => cellOf(stage, group, row) })),
  );
  const [alone, together] = [jobs.filter((job) => job.alone), jobs.filter((job) => !job.alone)];
  const cells = [...(await inBatches(together, AT_ONCE[runtime])), ...(await inBatches(alone, 1))];
  await new Promise((resolve) => setTimeout(resolve, ASTRAY_MS));
  return [...cells, { group: "all", name: "nothing is thrown astray", ms: 0, failures: strays() }];
}

/** Keeps so many jobs going, and the next one starts when any of them ends. */
async function inBatches(jobs: readonly { run(): Promise<Cell> }[], atOnce: number): Promise<Cell[]> {
  const rest = jobs.values();
  const cells: Cell[] = [];
  const work = async () => {
    for (const job of rest) cells.push(await job.run());
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return cells;
}

async function cellOf(
  { sandbox, runtime, forget }: Stage,
  group: Group,
  row: CallCase | TokenCase,
): Promise<Cell> {
  const cell = { group: group.name, name: row.name };
  const skipped = runtime === "node" ? undefined : row.skips?.[runtime];
  if (skipped !== undefined) return { ...cell, ms: 0, failures: [], skipped };
  const started = performance.now();
  const played = "asks" in row ? playTokens(sandbox, row, forget) : play(sandbox, row);
  const failures = await unlessTooLong(played).catch((error) => [`it broke: ${error}`]);
  return { ...cell, ms: Math.round(performance.now() - started), failures };
}

function unlessTooLong(played: Promise<string[]>): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve([`it had not ended after ${LONGEST_MS} ms`]), LONGEST_MS);
    played.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
