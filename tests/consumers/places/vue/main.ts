import { reactive, ref, shallowReactive } from "@vue/reactivity";
import { buildTree, fetchImochaUnits, type Unit, type UnitTree } from "business-units";
import { csv } from "business-units/export";
import * as small from "business-units/tree";
import { check } from "./check.js";

// Every tree goes through each of Vue's containers before it is asked, and so do its units.
function held(tree: UnitTree): UnitTree {
  const state = reactive({ tree, chosen: undefined as Unit | undefined, list: [] as Unit[] });
  const viaRef: UnitTree = ref(state.tree).value;
  state.list = [...shallowReactive({ tree: viaRef }).tree];
  state.chosen = state.list.at(-1);
  const root: Unit | undefined = ref(state.chosen).value?.ancestors().at(-1);
  if (root?.depth !== 0 || csv(state.tree).length === 0)
    throw new Error("Vue's containers change what they hold");
  return reactive(state.tree);
}

const outcome = await check(
  {
    init: undefined,
    buildTree: (units: object[]) => held(buildTree(units as never)),
    fetchImochaUnits: async (options: { apiKey: string }) => held(await fetchImochaUnits(options)),
    small: { ...small, buildTree: (units: object[]) => held(small.buildTree(units as never)) },
  },
  process.argv[2],
);
console.log(JSON.stringify(outcome));
