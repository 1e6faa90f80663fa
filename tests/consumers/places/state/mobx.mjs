import { observable, runInAction, toJS } from "mobx";
import { checkHeld, mustBe } from "./held.js";

await checkHeld((tree) => {
  const state = observable({ tree, units: [], chosen: undefined });
  runInAction(() => {
    state.units = [...state.tree];
    state.chosen = state.units.at(-1);
  });
  mustBe(state.chosen.ancestors().at(-1).depth === 0, "a unit");
  mustBe(toJS(state).tree === tree, "toJS");
  return observable.box(state.tree).get();
});
