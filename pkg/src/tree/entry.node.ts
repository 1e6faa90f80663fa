// For Node, Deno, Bun and business-units/tree/inline: the module is part of the script.
import bytes from "./bytes.js";
import { small } from "./small.js";

small.initSync(bytes);

export * from "./index.js";
