import { produce } from "immer";
import { checkHeld, mustBe } from "./held.js";

await checkHeld((tree) => {
  const before = produce({ tree, units: [], chosen: undefined }, (draft) => {
    draft.units = [...draft.tree];
  });
  const after = produce(before, (draft) => {
    draft.chosen = draft.units.at(-1);
  });
  mustBe(after.chosen.ancestors().at(-1).depth === 0, "a unit");
  mustBe(after.tree === tree && !Object.isFrozen(tree), "a tree");
  return after.tree;
});
