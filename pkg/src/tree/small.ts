import { attach, buildTree as buildCore, imports, TreeReader } from "../../wasm/tree/business_units_tree.js";
import { breakDown, isTrap } from "../../wasm/tree/trap.js";
import { build } from "../build.js";
import type * as Full from "../full.js";
import { Module } from "../module.js";
import { read } from "../read.js";
import { refusal } from "./refusal.js";

/** @internal The small module, without calls. */
export const small: Module = /* @__PURE__ */ new Module({
  entry: "business-units/tree",
  file: "business_units_tree_bg.wasm",
  attach,
  imports,
  buildTree: buildCore,
  TreeReader,
  refusal,
  breakDown: () => breakDown(),
  isTrap,
});

/** As `buildTree` of `business-units`. */
export const buildTree: typeof Full.buildTree = (input, options) => build(small, input, options);

/** As `readTree` of `business-units`; it ignores a `Retry-After` with a date in an obsolete form. */
export const readTree: typeof Full.readTree = (source, options = {}) => read(small, source, options);

/** As `init` of `business-units`, of this entry's own module. */
export const init: typeof Full.init = (source) => small.init(source);

/** As `initSync` of `business-units`, of this entry's own module: `business_units_tree_bg.wasm`. */
export const initSync: typeof Full.initSync = (module) => small.initSync(module);
