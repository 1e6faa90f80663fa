import { buildTree, fetchImochaUnits, init } from "business-units";
import * as small from "business-units/tree";
import { check } from "./check.js";

addEventListener("message", async ({ data: sandbox }) => {
  postMessage(await check({ init, buildTree, fetchImochaUnits, small }, sandbox));
});
