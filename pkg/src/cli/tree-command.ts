import type { Command, Invocation } from "./command.js";
import { countOf } from "./count.js";
import { EXIT } from "./exit-code.js";
import { usageFailure } from "./failure.js";
import { FORMATS, written } from "./formats.js";
import type { Listing } from "./listing.js";
import { writeOutput } from "./output.js";
import { READ_OPTIONS } from "./read-options.js";
import { say } from "./say.js";
import { readSource } from "./source.js";

/** Prints a listing as a tree. */
export const treeCommand: Command = {
  name: "tree",
  operands: ["SOURCE"],
  options: { as: { type: "string" }, depth: { type: "string" }, ids: { type: "boolean" }, ...READ_OPTIONS },
  async run(invocation) {
    const { operands, options, paint } = invocation;
    const format = options.format(FORMATS) ?? "text";
    const [levels, ids] = [options.count("depth"), options.has("ids")];
    if (format !== "text" && (levels !== undefined || ids)) {
      throw usageFailure("--depth and --ids are for the text: leave them or --as out.");
    }
    const listing = await readSource(operands[0] ?? "", invocation);
    await writeOutput(undefined, await written(listing, format, { levels, ids, paint }));
    await sayWhatIsWrong(listing, invocation);
    return EXIT.good;
  },
};

async function sayWhatIsWrong({ tree, problems }: Listing, { operands }: Invocation): Promise<void> {
  if (tree.size === 0) await say("The listing has no units.");
  const count = tree.defects.length + problems.length;
  if (count > 0) await say(`${countOf(count, "problem")}: business-units check ${operands[0]}`);
}
