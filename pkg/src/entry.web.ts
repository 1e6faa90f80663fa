import { fileOrCopy } from "./file-or-copy.js";
import { full } from "./full.js";

full.loadFrom(() => {
  const file = new URL("../wasm/business_units_bg.wasm", import.meta.url);
  return fileOrCopy(full, file, () => import("./bytes.js"));
});

export * from "./index.js";
