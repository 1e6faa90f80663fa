import { buildTree, fetchImochaUnits } from "business-units";
import * as small from "business-units/tree";
import { check } from "./check.js";

/** Does what every consumer does, with trees that were held by something first. */
export async function checkHeld(held) {
  const checked = {
    buildTree: (units) => held(buildTree(units)),
    fetchImochaUnits: async (options) => held(await fetchImochaUnits(options)),
    small: { ...small, buildTree: (units) => held(small.buildTree(units)) },
  };
  console.log(JSON.stringify(await check(checked, process.argv[2])));
}

export function mustBe(is, what) {
  if (!is) throw new Error(`${what} changed`);
}
