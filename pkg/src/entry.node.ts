// For Node, Deno, Bun, and whoever imports business-units/inline: nothing has to be found or fetched.
import bytes from "./bytes.js";
import { full } from "./full.js";

full.initSync(bytes);

export * from "./index.js";
