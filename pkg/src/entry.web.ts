import { loadFrom } from "./load.js";

loadFrom(() => new URL("../wasm/business_units_bg.wasm", import.meta.url));

export * from "./index.js";
