import { buildTree, fetchImochaUnits, type ReadSource, type UnitRecord } from "business-units";
import type module from "business-units/business_units_bg.wasm";
import type smallModule from "business-units/business_units_tree_bg.wasm";
import { csv } from "business-units/export";
import type * as reader from "business-units/import";
import * as inline from "business-units/inline";
import type * as snapshots from "business-units/snapshot";
import * as small from "business-units/tree";
import * as smallInline from "business-units/tree/inline";
import { check } from "./check.js";

// No library declares what a runtime has.
declare const process: { argv: string[] };
declare const console: { log(text: string): void };

export type Sources = [ReadSource, typeof module, typeof smallModule, typeof reader, typeof snapshots];
const records: UnitRecord[] = smallInline.buildTree("{}").toArray();
if (csv(inline.buildTree("{}")) === "" || records.length > 0) throw new Error("the entries do not fit");
check({ init: undefined, buildTree, fetchImochaUnits, small }, process.argv[2]).then((outcome) =>
  console.log(JSON.stringify(outcome)),
);
