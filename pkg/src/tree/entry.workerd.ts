// @ts-expect-error: the build makes this file, and only the runtime gives it a type: a compiled module.
import wasm from "../../wasm/tree/business_units_tree_bg.wasm";
import { small } from "./small.js";

small.initSync(wasm as WebAssembly.Module);

export * from "./index.js";
