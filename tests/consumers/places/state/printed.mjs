import { inspect } from "node:util";
import { checkHeld, mustBe } from "./held.js";

await checkHeld((tree) => {
  const [unit] = tree;
  mustBe(inspect({ tree }).includes(unit.name) && inspect(unit).includes(unit.name), "what is printed");
  mustBe(JSON.stringify(structuredClone(unit)) === JSON.stringify(unit), "a unit's clone");
  mustBe(/toArray\(\) gives them/.test(cloneError(tree)), "the error of a tree's clone");
  return tree;
});

function cloneError(tree) {
  try {
    return `no error: ${inspect(structuredClone(tree))}`;
  } catch (error) {
    return error.message;
  }
}
