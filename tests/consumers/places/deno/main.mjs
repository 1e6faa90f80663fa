import { buildTree, fetchImochaUnits } from "business-units";
import { check } from "./check.js";

console.log(JSON.stringify(await check({ buildTree, fetchImochaUnits }, Deno.args[0])));
