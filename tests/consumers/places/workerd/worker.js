import { buildTree, fetchImochaUnits } from "business-units";
import * as small from "business-units/tree";
import { check } from "./check.js";

export default {
  async fetch(request) {
    const sandbox = new URL(request.url).searchParams.get("sandbox");
    return Response.json(await check({ buildTree, fetchImochaUnits, small }, sandbox));
  },
};
