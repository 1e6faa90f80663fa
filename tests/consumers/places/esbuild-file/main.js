import { buildTree, fetchImochaUnits, init } from "business-units";
import file from "business-units/business_units_bg.wasm";
import { checkInPage } from "./page.js";

// The loader `file` copies the module beside the bundle and gives its address here.
const loaded = init(new URL(file, import.meta.url));
checkInPage({ init: () => loaded, buildTree, fetchImochaUnits });
