// Runs in Node, Deno and Bun, started by run-calls.ts, which reads what it prints.
import type { Runtime } from "./case.ts";
import { playAll } from "./runner.ts";

const [, , sandbox = "", runtime = "node", only = ""] = process.argv;
console.log(`cells ${JSON.stringify(await playAll({ sandbox, runtime: runtime as Runtime, only }))}`);
// A case that failed may leave handles open: they must not keep the program running.
process.exit();
