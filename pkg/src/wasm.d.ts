// The types of "business-units/business_units_bg.wasm": runtimes that import a .wasm file give a compiled module.
import type {} from "./platform.js";

declare const module: WebAssembly.Module;
export default module;
