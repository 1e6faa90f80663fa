import { buildTree, fetchImochaUnits } from "business-units";
import * as small from "business-units/tree";
import { check } from "./check.js";

console.log(JSON.stringify(await check({ buildTree, fetchImochaUnits, small }, process.argv[2])));
