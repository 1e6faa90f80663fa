import { check } from "./check.js";
import { buildTree, fetchImochaUnits, init } from "./node_modules/business-units/dist/entry.web.js";

addEventListener("message", async ({ data: sandbox }) => {
  postMessage(await check({ init, buildTree, fetchImochaUnits }, sandbox));
});
