import { runScript } from "./program.ts";
import { withSandbox } from "./upstream.ts";

process.exitCode = await withSandbox((sandbox) => runScript("deno", "tests/js/inside.ts", [sandbox]));
