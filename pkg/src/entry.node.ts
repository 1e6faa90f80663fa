// For Node, Deno, Bun and business-units/inline: the module is part of the script.
import bytes from "./bytes.js";
import { full } from "./full.js";
import { printTrees } from "./printing.js";

full.initSync(bytes);
printTrees();

export * from "./index.js";
