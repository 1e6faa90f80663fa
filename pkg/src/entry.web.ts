import { fileOrCopy, isBuiltByVite } from "./file-or-copy.js";
import { full } from "./full.js";

full.loadFrom(() =>
  fileOrCopy(
    full,
    () => new URL("../wasm/business_units_bg.wasm", import.meta.url),
    isBuiltByVite ? undefined : () => import("./bytes.js"),
  ),
);

export * from "./index.js";
