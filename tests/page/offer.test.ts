import assert from "node:assert/strict";
import { test } from "node:test";
import { offerFrom } from "../../www/app/server/offer.ts";

const known = { provider: "imocha", accountId: "a", name: "A" };

test("offerFrom() leaves out the accounts of a provider that the page does not know", () => {
  const newer = { provider: "acme", accountId: "north", name: "North", branch: 7 };
  const odd = { provider: "constructor", name: "A name that every object inherits" };
  const offer = offerFrom({ sandbox: true, accounts: [newer, known, odd] });
  assert.deepEqual(offer, { sandbox: true, accounts: [known] });
});

test("offerFrom() refuses what is no list of accounts", () => {
  for (const account of [null, "imocha", {}, { name: "A" }, { ...known, name: 1 }, { ...known, region: 1 }])
    assert.equal(offerFrom({ sandbox: true, accounts: [known, account] }), undefined);
});
