import { fetchAutodeskUnits, fetchImochaUnits } from "business-units";
import QUnit from "qunit";
import { AUTODESK_ACCOUNTS, IMOCHA_ACCOUNTS, SANDBOX_TOKEN } from "../../../www/sandbox/catalog.ts";
import { answering, DOCUMENTED, PATIENT, recording } from "./world.ts";

const { documented, emea, australia, large, construction, empty } = AUTODESK_ACCOUNTS;

/** What both services answer, and how they are asked for it. */
export function calling(sandbox: string): void {
  const autodesk = { token: SANDBOX_TOKEN, baseUrl: sandbox, ...PATIENT };

  QUnit.module("fetchAutodeskUnits", () => {
    QUnit.test("it reads the documented answer from an HTTP server", async (assert) => {
      using tree = await fetchAutodeskUnits({ ...autodesk, accountId: documented.accountId });
      assert.deepEqual(
        tree.toArray().map(({ id, name, parentId, path, depth }) => [id, name, parentId, path, depth]),
        [
          ["933df8fd-abb2-4e4e-8f79-95ba2afebc6c", "North America", null, null, 0],
          [
            "fda4ab9e-ab82-4ba9-8d6c-ae7dbd7cee31",
            "USA Western Region",
            "933df8fd-abb2-4e4e-8f79-95ba2afebc6c",
            "North America",
            1,
          ],
        ],
      );
      assert.strictEqual(tree.provider, "autodesk");
      assert.strictEqual(tree.accountId, documented.accountId);
      assert.deepEqual(tree.defects, []);
    });

    QUnit.test("it sends exactly the documented request", async (assert) => {
      const { fetch, seen } = recording((request) => globalThis.fetch(request));
      using tree = await fetchAutodeskUnits({ ...autodesk, accountId: documented.accountId, fetch });
      assert.strictEqual(tree.size, 2);
      assert.deepEqual(
        seen.map(({ method, url, headers, redirect, body }) => ({ method, url, headers, redirect, body })),
        [
          {
            method: "GET",
            url: `${sandbox}/hq/v1/accounts/${documented.accountId}/business_units_structure`,
            headers: { authorization: `Bearer ${SANDBOX_TOKEN}` },
            redirect: "manual",
            body: "",
          },
        ],
      );
    });

    QUnit.test("it asks Autodesk's own host when no other is named", async (assert) => {
      const { fetch, seen } = recording(answering(DOCUMENTED.autodesk) as () => Promise<Response>);
      using _ = await fetchAutodeskUnits({ accountId: "c8b0c73d-3ae9", token: "t", fetch });
      assert.strictEqual(
        seen[0]?.url,
        "https://developer.api.autodesk.com/hq/v1/accounts/c8b0c73d-3ae9/business_units_structure",
      );
    });

    QUnit.test("it takes a hub id for the account id that it holds", async (assert) => {
      using tree = await fetchAutodeskUnits({ ...autodesk, accountId: `b.${documented.accountId}` });
      assert.strictEqual(tree.size, 2);
      assert.strictEqual(tree.accountId, documented.accountId);
    });

    QUnit.test("it sends the Region header when a region is given", async (assert) => {
      using tree = await fetchAutodeskUnits({ ...autodesk, accountId: emea.accountId, region: "EMEA" });
      using far = await fetchAutodeskUnits({ ...autodesk, accountId: australia.accountId, region: "AUS" });
      assert.strictEqual(tree.size, 9);
      assert.strictEqual(far.size, 9);
    });

    QUnit.test("it reaches European accounts on the legacy path too", async (assert) => {
      const { fetch, seen } = recording((request) => globalThis.fetch(request));
      const accountId = emea.accountId;
      using tree = await fetchAutodeskUnits({ ...autodesk, accountId, legacyEuPath: true, fetch });
      assert.strictEqual(tree.size, 9);
      assert.strictEqual(
        seen[0]?.url,
        `${sandbox}/hq/v1/regions/eu/accounts/${accountId}/business_units_structure`,
      );
    });

    QUnit.test("it reads an account without units as an empty tree", async (assert) => {
      using tree = await fetchAutodeskUnits({ ...autodesk, accountId: empty.accountId });
      assert.deepEqual([tree.size, tree.height, tree.roots], [0, 0, []]);
    });

    QUnit.test("it builds the levels of a believable company", async (assert) => {
      using tree = await fetchAutodeskUnits({ ...autodesk, accountId: construction.accountId });
      assert.deepEqual([tree.size, tree.height], [construction.expect.units, 5]);
      assert.deepEqual(tree.defects, []);
    });

    QUnit.test("it tells of its progress while 100 000 units arrive", async (assert) => {
      const told: { bytes: number; units: number }[] = [];
      using tree = await fetchAutodeskUnits({
        ...autodesk,
        accountId: large.accountId,
        onProgress: (progress) => told.push({ ...progress }),
      });
      assert.strictEqual(tree.size, 100_000);
      assert.true(told.length > 1, "more than once");
      assert.true(
        told.every(({ bytes, units }, n) => {
          const before = told[n - 1] ?? { bytes: 0, units: 0 };
          return bytes >= before.bytes && units >= before.units;
        }),
        "never backwards",
      );
      assert.strictEqual(told.at(-1)?.units, 100_000);
    });
  });

  QUnit.module("fetchImochaUnits", () => {
    QUnit.test("it reads the documented answer from an HTTP server", async (assert) => {
      const { apiKey } = IMOCHA_ACCOUNTS.documented;
      using tree = await fetchImochaUnits({ apiKey, baseUrl: sandbox, ...PATIENT });
      assert.deepEqual(
        tree
          .toArray()
          .map(({ id, name, createdAt, parentId, depth }) => [id, name, createdAt, parentId, depth]),
        [
          ["164373", "Default BU 1", "2025-05-15T06:06:18.763", null, 0],
          ["164374", "Default BU 2", "2025-05-15T06:06:18.763", null, 0],
        ],
      );
      assert.deepEqual([tree.provider, tree.count, tree.accountId], ["imocha", 2, undefined]);
    });

    QUnit.test("it sends exactly the documented request", async (assert) => {
      const { apiKey } = IMOCHA_ACCOUNTS.documented;
      const { fetch, seen } = recording((request) => globalThis.fetch(request));
      using tree = await fetchImochaUnits({ apiKey, baseUrl: sandbox, ...PATIENT, fetch });
      assert.strictEqual(tree.size, 2);
      assert.deepEqual(
        seen.map(({ method, url, headers, redirect, body }) => ({ method, url, headers, redirect, body })),
        [
          {
            method: "GET",
            url: `${sandbox}/v3/accounts/business-units`,
            headers: { "x-api-key": apiKey },
            redirect: "manual",
            body: "",
          },
        ],
      );
    });

    QUnit.test("it asks iMocha's own host when no other is named", async (assert) => {
      const { fetch, seen } = recording(answering(DOCUMENTED.imocha) as () => Promise<Response>);
      using _ = await fetchImochaUnits({ apiKey: "k", fetch });
      assert.strictEqual(seen[0]?.url, "https://apiv3.imocha.io/v3/accounts/business-units");
    });

    QUnit.test("it keeps the largest id of 64 bits", async (assert) => {
      const { apiKey } = IMOCHA_ACCOUNTS.academy;
      using tree = await fetchImochaUnits({ apiKey, baseUrl: sandbox, ...PATIENT });
      assert.strictEqual(tree.unit(39).id, "9223372036854775807");
      assert.strictEqual(tree.get("9223372036854775807")?.row, 39);
    });

    QUnit.test("it reads keys in any letter case", async (assert) => {
      const { apiKey } = IMOCHA_ACCOUNTS.letterCase;
      using tree = await fetchImochaUnits({ apiKey, baseUrl: sandbox, ...PATIENT });
      assert.deepEqual(
        tree.toArray().map(({ id, name }) => `${id} ${name}`),
        ["51001 Quality", "51002 Logistics", "51003 Aftersales", "51004 Fleet"],
      );
    });

    QUnit.test("it lists what is wrong in a damaged answer", async (assert) => {
      const { apiKey } = IMOCHA_ACCOUNTS.damaged;
      using tree = await fetchImochaUnits({ apiKey, baseUrl: sandbox, ...PATIENT });
      assert.strictEqual(tree.size, 6);
      assert.deepEqual(tree.defects.map(({ kind }) => kind).sort(), [
        "CountMismatch",
        "DuplicateId",
        "EmptyId",
      ]);
    });
  });
}
