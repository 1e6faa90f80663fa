// For Node, Deno, Bun, and whoever imports business-units/tree/inline: nothing has to be found or fetched.
import bytes from "./bytes.js";
import { small } from "./small.js";

small.initSync(bytes);

export * from "./index.js";
