import bytes from "./bytes.js";
import { initSync } from "./load.js";

initSync(bytes);

export * from "./index.js";
