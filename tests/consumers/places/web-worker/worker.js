import { check } from "./check.js";
import { buildTree, fetchImochaUnits, init } from "./node_modules/business-units/dist/entry.web.js";
import * as small from "./node_modules/business-units/dist/tree/entry.web.js";

addEventListener("message", async ({ data: sandbox }) => {
  postMessage(await check({ init, buildTree, fetchImochaUnits, small }, sandbox));
});
