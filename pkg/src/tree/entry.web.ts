import { fileOrCopy, isBuiltByVite } from "../file-or-copy.js";
import { small } from "./small.js";

small.loadFrom(() =>
  fileOrCopy(
    small,
    () => new URL("../../wasm/tree/business_units_tree_bg.wasm", import.meta.url),
    isBuiltByVite ? undefined : () => import("./bytes.js"),
  ),
);

export * from "./index.js";
