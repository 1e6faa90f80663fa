import type { Command } from "./command.js";
import { EXIT } from "./exit-code.js";
import { usageFailure } from "./failure.js";
import { FORMATS, warningFor, written } from "./formats.js";
import { writeOutput } from "./output.js";
import { paintFor } from "./paint.js";
import { READ_OPTIONS } from "./read-options.js";
import { say } from "./say.js";
import { readSource } from "./source.js";

/** Writes a listing in another format. */
export const exportCommand: Command = {
  name: "export",
  operands: ["SOURCE"],
  options: { as: { type: "string" }, output: { type: "string", short: "o" }, ...READ_OPTIONS },
  async run(invocation) {
    const { env, operands, options } = invocation;
    const format = options.format(FORMATS);
    if (format === undefined) throw usageFailure("--as is missing.", `It can be ${FORMATS.join(", ")}.`);
    const file = options.text("output");
    const paint = file === undefined ? invocation.paint : paintFor(false, env, undefined);
    const listing = await readSource(operands[0] ?? "", invocation);
    await writeOutput(file, await written(listing, format, { paint }));
    const warning = await warningFor(listing, format);
    if (warning) await say(warning);
    return EXIT.good;
  },
};
