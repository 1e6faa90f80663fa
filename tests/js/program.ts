import { run } from "../../pkg/scripts/child.mjs";
import { runtimeProgram } from "../../pkg/scripts/runtimes.mjs";

/** Deno's switches: no prompts, and no remote modules. */
export const DENO_SWITCHES = [
  "run",
  "--no-prompt",
  "--no-remote",
  "--no-lock",
  "--node-modules-dir=manual",
] as const;
// The package needs the network, here of this machine alone; QUnit looks into the environment.
const ALLOWED = ["--allow-net=127.0.0.1,localhost", "--allow-env"];

/** Arguments that come before a script's own path. */
const BEFORE = { deno: [...DENO_SWITCHES, ...ALLOWED], bun: ["run", "--no-install"] };

/** Runs a script of the repository in another runtime, shows what it prints, and gives its exit code. */
export async function runScript(
  runtime: "deno" | "bun",
  script: string,
  args: readonly string[],
): Promise<number> {
  const onText = (text: string) => process.stdout.write(text);
  const all = [...BEFORE[runtime], script, ...args];
  return (await run(runtimeProgram(runtime), all, { onText })).code;
}
