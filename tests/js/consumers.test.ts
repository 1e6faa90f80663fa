import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isGood, tryPlace } from "../consumers/outcome.mjs";
import { places } from "../consumers/places.mjs";
import { openWorkshop, type Workshop } from "../consumers/workshop.mjs";
import { withSandbox } from "./upstream.ts";

let workshop: Workshop;

before(async () => {
  workshop = await openWorkshop();
});

after(() => workshop.remove());

// All places, and the table of them, are for `npm run test:consumers`.
describe("the packed package builds a tree with each entry and fetches", () => {
  for (const place of places.filter(({ quick }) => quick)) {
    test(`in ${place.name}`, async () => {
      const { missing, seconds, ...said } = await withSandbox((sandbox) =>
        tryPlace(place, workshop, sandbox),
      );
      assert.equal(missing, undefined, "what the quick places need is set up by npm test");
      assert.deepEqual(said, { import: "ok", tree: "ok", small: "ok", fetch: "ok" }, `after ${seconds} s`);
    });
  }
});

describe("a place where it does not", () => {
  const here = { name: "nowhere", folder: "node-esm" };

  test("is told apart from one that cannot be tried", async () => {
    const { import: said, missing } = await tryPlace({ ...here, run: ["node", "main.js"] }, workshop, "");
    assert.match(said, /node failed: .*Cannot find module/s);
    assert.equal(missing, undefined);
    const untried = await tryPlace({ ...here, run: ["no-such-tool"] }, workshop, "");
    assert.equal(untried.missing, "no-such-tool is not installed");
  });

  test("is no good when it says anything but ok", async () => {
    const outcome = await tryPlace({ ...here, run: ["node", "main.mjs"] }, workshop, "http://127.0.0.1:9");
    assert.equal(isGood(outcome), false);
    assert.deepEqual([outcome.import, outcome.tree, outcome.small], ["ok", "ok", "ok"]);
    assert.match(outcome.fetch, /BusinessUnitsError/);
  });
});
