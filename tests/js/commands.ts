import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The repository's own folder. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

const execute = promisify(execFile);

/** Runs a program to its end and gives what it wrote; rejects with that when it fails. */
export async function output(
  program: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<string> {
  const { stdout } = await execute(program, args, { cwd, env: { ...process.env, ...env }, timeout: 900_000 });
  return stdout;
}

/** Runs `work` with an empty folder that is gone afterwards. */
export async function inEmptyFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "business-units-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
