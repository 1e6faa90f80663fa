import type { BuildInput, UnitInput } from "business-units";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { bytesOf, codeOf, DOCUMENTED, errorOf } from "./world.ts";

const AUTODESK_UNITS: UnitInput[] = JSON.parse(DOCUMENTED.autodesk).business_units;

/** What `buildTree` refuses before the module reads anything, and past its limits. */
export function refusedInputs(): void {
  QUnit.module("inputs that are refused", () => {
    const refused: Record<string, unknown> = {
      undefined: undefined,
      null: null,
      "a number": 7,
      "an object": { business_units: [] },
      "a DataView": new DataView(new ArrayBuffer(2)),
      "words of 16 bits": new Uint16Array(2),
      "a promise": Promise.resolve("{}"),
      "a buffer that was given away": givenAway(),
    };
    for (const [title, input] of Object.entries(refused)) {
      QUnit.test(`${title} is ERR_OPTION`, async (assert) => {
        assert.strictEqual(await codeOf(() => buildTree(input as BuildInput)), "ERR_OPTION");
      });
    }

    const odd: Record<string, unknown> = {
      "a text among units": "1",
      "null among units": null,
      "a list among units": [],
      "a hole among units": undefined,
      "a unit that holds itself": cyclic(),
      "a unit whose field throws": Object.defineProperty({ id: "1" }, "name", {
        enumerable: true,
        get: fail,
      }),
      "a unit whose id throws": Object.defineProperty({}, "id", { enumerable: true, get: fail }),
      "a unit whose toJSON throws": { id: "1", toJSON: fail },
      "a bigint where there is no id": { id: "1", name: 1n },
      "a unit that does not tell its keys": new Proxy({}, { ownKeys: fail }),
      "a unit that holds units": { id: "1", children: [{ id: "2" }] },
      "an id that is a symbol": { id: Symbol("1") },
      "an id that is a function": { id: () => "1" },
    };
    for (const [title, unit] of Object.entries(odd)) {
      QUnit.test(`${title} is ERR_SHAPE at its place`, async (assert) => {
        const error = await errorOf(() => buildTree([{ id: "0" }, unit as UnitInput]));
        assert.strictEqual(error.code, "ERR_SHAPE");
        assert.true(error.pointer?.startsWith("/1"), error.pointer);
      });
    }

    QUnit.test("what toJSON gives is ERR_SHAPE, and not the roots alone", async (assert) => {
      using tree = buildTree(AUTODESK_UNITS);
      const error = await errorOf(() => buildTree(JSON.parse(JSON.stringify(tree))));
      assert.deepEqual([error.code, error.pointer], ["ERR_SHAPE", "/0/children"]);
      using leaves = buildTree(JSON.parse('[{"id":"1","children":[]},{"id":"2","children":["3"]}]'));
      assert.strictEqual(leaves.size, 2);
    });

    QUnit.test("a list that throws where it is read is ERR_SHAPE at that place", async (assert) => {
      const units: UnitInput[] = [{ id: "0" }, { id: "1" }];
      Object.defineProperty(units, 1, { get: fail });
      const error = await errorOf(() => buildTree(units));
      assert.deepEqual([error.code, error.pointer], ["ERR_SHAPE", "/1"]);
    });

    const options: Record<string, unknown> = {
      "options that are none": null,
      "a provider that is none": { provider: "azure" },
      "a negative size": { maxBytes: -1 },
      "half a unit": { maxUnits: 0.5 },
      "an option that throws": {
        get maxUnits() {
          return fail();
        },
      },
    };
    for (const [title, bad] of Object.entries(options)) {
      QUnit.test(`${title} are ERR_OPTION`, async (assert) => {
        assert.strictEqual(await codeOf(() => buildTree("{}", bad as object)), "ERR_OPTION");
      });
    }

    QUnit.test("more bytes than maxBytes are ERR_TOO_LARGE, as many are not", async (assert) => {
      const length = bytesOf(DOCUMENTED.autodesk).length;
      using tree = buildTree(DOCUMENTED.autodesk, { maxBytes: length });
      assert.strictEqual(tree.size, 2);
      const error = await errorOf(() => buildTree(DOCUMENTED.autodesk, { maxBytes: length - 1 }));
      assert.deepEqual([error.code, error.limit], ["ERR_TOO_LARGE", length - 1]);
    });

    QUnit.test("more units than maxUnits are ERR_TOO_LARGE, as many are not", async (assert) => {
      using tree = buildTree(DOCUMENTED.autodesk, { maxUnits: 2 });
      assert.strictEqual(tree.size, 2);
      const error = await errorOf(() => buildTree(AUTODESK_UNITS, { maxUnits: 1 }));
      assert.deepEqual([error.code, error.limit], ["ERR_TOO_LARGE", 1]);
    });

    QUnit.test("a listing of the other provider than asked for is ERR_SHAPE", async (assert) => {
      const code = await codeOf(() => buildTree(DOCUMENTED.imocha, { provider: "autodesk" }));
      assert.strictEqual(code, "ERR_SHAPE");
    });
  });
}

function fail(): never {
  throw new Error("not my day");
}

function cyclic(): object {
  const unit: Record<string, unknown> = { id: "1" };
  unit.self = unit;
  return unit;
}

function givenAway(): ArrayBuffer {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}
