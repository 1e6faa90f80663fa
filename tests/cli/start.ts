import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** What a program wrote, and its exit code. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** How a program is run. */
export interface Conditions {
  folder: string;
  /** What it reads from its standard input. */
  input?: string | Uint8Array;
  /** What is added to an environment that holds no credentials. */
  env?: Readonly<Record<string, string>>;
  /** Hears of the process when it has been started. */
  onStart?(child: ChildProcess): void;
}

const KEPT = ["PATH", "HOME", "SystemRoot", "TEMP", "TMPDIR", "DENO_DIR"];

/** Runs a command to its end. */
export async function start(command: readonly string[], conditions: Conditions): Promise<Outcome> {
  const [file = "", ...args] = command;
  const kept = KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  const child = spawn(file, args, {
    cwd: conditions.folder,
    env: { ...Object.fromEntries(kept), DENO_NO_UPDATE_CHECK: "1", ...conditions.env },
    timeout: 120_000,
  });
  conditions.onStart?.(child);
  // A program that ends before it has read all is no failure of ours.
  child.stdin.on("error", () => undefined).end(conditions.input ?? "");
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout).catch(() => ""),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout, stderr };
}
