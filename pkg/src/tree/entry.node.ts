// For Node, Deno, Bun and business-units/tree/inline: the module is part of the script.

import { printTrees } from "../printing.js";
import bytes from "./bytes.js";
import { small } from "./small.js";

small.initSync(bytes);
printTrees();

export * from "./index.js";
