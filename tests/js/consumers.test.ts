import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { tryPlace } from "../consumers/outcome.mjs";
import { places } from "../consumers/places.mjs";
import { openWorkshop, type Workshop } from "../consumers/workshop.mjs";
import { withSandbox } from "./upstream.ts";

let workshop: Workshop;

before(async () => {
  workshop = await openWorkshop();
});

after(() => workshop.remove());

// All places, and the table of them, are for `npm run test:consumers`.
describe("the packed package builds a tree and fetches", () => {
  for (const place of places.filter(({ quick }) => quick)) {
    test(`in ${place.name}`, async (context) => {
      const { missing, seconds, ...said } = await withSandbox((sandbox) =>
        tryPlace(place, workshop, sandbox),
      );
      if (missing !== undefined) return context.skip(missing);
      assert.deepEqual(said, { import: "ok", tree: "ok", fetch: "ok" }, `after ${seconds} s`);
    });
  }
});
