import { buildTree, fetchImochaUnits, init } from "business-units";
import file from "business-units/business_units_bg.wasm";
import smallFile from "business-units/business_units_tree_bg.wasm";
import * as small from "business-units/tree";
import { checkInPage } from "./page.js";

// The loader `file` copies the modules beside the bundle and gives their addresses here.
const loaded = init(new URL(file, import.meta.url));
const smallLoaded = small.init(new URL(smallFile, import.meta.url));
checkInPage({
  init: () => loaded,
  buildTree,
  fetchImochaUnits,
  small: { ...small, init: () => smallLoaded },
});
