import { fileOrCopy } from "../file-or-copy.js";
import { small } from "./small.js";

small.loadFrom(() => {
  const file = new URL("../../wasm/tree/business_units_tree_bg.wasm", import.meta.url);
  return fileOrCopy(small, file, () => import("./bytes.js"));
});

export * from "./index.js";
