import { buildTree, fetchImochaUnits, init } from "business-units";
import * as small from "business-units/tree";
import { check } from "../../../check.js";

export const runtime = "edge";

export async function GET(request) {
  const sandbox = new URL(request.url).searchParams.get("sandbox");
  return Response.json(await check({ init, buildTree, fetchImochaUnits, small }, sandbox));
}
