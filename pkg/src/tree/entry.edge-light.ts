// @ts-expect-error: the build makes this file, and only the runtime gives it a type: a compiled module.
import wasm from "../../wasm/tree/business_units_tree_bg.wasm?module";
import { small } from "./small.js";

// NOTE: not initSync, as in ../entry.edge-light.ts.
small.loadFrom(() => wasm as WebAssembly.Module);

export * from "./index.js";
