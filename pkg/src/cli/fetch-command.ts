import type { Command } from "./command.js";
import { countOf } from "./count.js";
import { EXIT } from "./exit-code.js";
import { usageFailure } from "./failure.js";
import { writeOutput } from "./output.js";
import { say } from "./say.js";
import { SERVICE_OPTIONS } from "./service.js";
import { readRemote } from "./source.js";

/** Saves what a service lists now. */
export const fetchCommand: Command = {
  name: "fetch",
  operands: ["SOURCE"],
  options: { output: { type: "string", short: "o" }, ...SERVICE_OPTIONS },
  async run(invocation) {
    const { operands, options } = invocation;
    const remote = readRemote(operands[0] ?? "", invocation);
    if (remote === undefined) {
      const hint = "A file becomes a snapshot with business-units export FILE --as snapshot.";
      throw usageFailure(`There is no service ${operands[0]}.`, hint);
    }
    const { tree, region } = await remote;
    const { digest, snapshot } = await import("../snapshot.js");
    const bytes = snapshot(tree, { region });
    await writeOutput(options.text("output"), [bytes]);
    await say(`${countOf(tree.size, "unit")}, sha256 ${await digest(bytes)}`);
    return EXIT.good;
  },
};
