// @ts-expect-error: the build makes this file, and only the runtime gives it a type: a compiled module.
import wasm from "../wasm/business_units_bg.wasm";
import { full } from "./full.js";

full.initSync(wasm as WebAssembly.Module);

export * from "./index.js";
