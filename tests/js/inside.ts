// Runs in Deno and in Bun; the starters there are run-deno.ts and run-bun.ts.
import { report } from "./report.ts";
import { runSuite } from "./suite.ts";

process.exitCode = report(await runSuite(process.argv[2] ?? ""));
