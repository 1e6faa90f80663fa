import { runtimeProgram } from "../../pkg/scripts/runtimes.mjs";
import { DENO_SWITCHES } from "../js/program.ts";

/** The runtimes in which the program is run, with the command that comes before the program's file. */
export const RUNTIMES = {
  node: [process.execPath],
  deno: [
    runtimeProgram("deno"),
    ...DENO_SWITCHES,
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "--allow-net=127.0.0.1",
  ],
  bun: [runtimeProgram("bun"), "run", "--no-install"],
} as const satisfies Record<string, readonly string[]>;

/** The name of a runtime. */
export type Runtime = keyof typeof RUNTIMES;
