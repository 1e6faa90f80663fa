// @ts-expect-error: the build makes this file, and only the runtime gives it a type: a compiled module.
import wasm from "../wasm/business_units_bg.wasm?module";
import { full } from "./full.js";

// NOTE: not initSync. Vercel's runtime compiles the module in another realm, so that `instanceof WebAssembly.Module`
// is false here, and only the asynchronous way takes it.
full.loadFrom(() => wasm as WebAssembly.Module);

export * from "./index.js";
