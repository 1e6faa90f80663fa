import { report } from "./report.ts";
import { runSuite } from "./suite.ts";
import { withSandbox } from "./upstream.ts";

process.exitCode = report(await withSandbox(runSuite));
