import type { BuildInput, UnitInput, UnitTree } from "business-units";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { bytesOf, codeOf, DOCUMENTED, errorOf } from "./world.ts";

const AUTODESK_UNITS: UnitInput[] = JSON.parse(DOCUMENTED.autodesk).business_units;
const IMOCHA_UNITS: UnitInput[] = JSON.parse(DOCUMENTED.imocha).businessUnits;

const SAME_INPUTS: Record<string, BuildInput | (() => BuildInput)> = {
  text: DOCUMENTED.autodesk,
  bytes: bytesOf(DOCUMENTED.autodesk),
  "a part of a larger buffer": bytesOf(`##${DOCUMENTED.autodesk}##`).subarray(2, -2),
  "an ArrayBuffer": bytesOf(DOCUMENTED.autodesk).buffer,
  "units as the service sends them": AUTODESK_UNITS,
  "the worker's own answer": () => JSON.stringify(answerOf(DOCUMENTED.autodesk)),
};

const NO_UNITS = [
  "{}",
  '{"business_units":null}',
  '{"business_units":[]}',
  '{"businessUnits":null,"count":0}',
  '{"units":[]}',
];

const OTHER_SHAPES: Record<string, { pointer: string; body: string }> = {
  "a list at the top": { pointer: "", body: "[]" },
  "null at the top": { pointer: "", body: "null" },
  "an error page's object": { pointer: "/business_units", body: '{"message":"no"}' },
  "a list that is an object": { pointer: "/business_units", body: '{"business_units":{}}' },
  "a unit that is a text": { pointer: "/business_units/1", body: '{"business_units":[{"id":"1"},"2"]}' },
  "an id that is an object": { pointer: "/business_units/0/id", body: '{"business_units":[{"id":{}}]}' },
  "an id with a fraction": { pointer: "/business_units/0/id", body: '{"business_units":[{"id":1.5}]}' },
  "a name that is a number": {
    pointer: "/business_units/0/name",
    body: '{"business_units":[{"id":"1","name":1}]}',
  },
  "a list that is a text": { pointer: "/businessUnits", body: '{"businessUnits":""}' },
};

const NO_JSON = [
  "",
  " ",
  "<html></html>",
  '{"business_units":[',
  "{}x",
  "{'id':1}",
  '{"business_units":[{"id":"1"},]}',
];

/** What `buildTree` accepts, and how it refuses the rest. */
export function building(): void {
  QUnit.module("buildTree", () => {
    for (const [title, input] of Object.entries(SAME_INPUTS)) {
      QUnit.test(`it builds the documented tree from ${title}`, (assert) => {
        using tree = buildTree(typeof input === "function" ? input() : input);
        using expected = buildTree(DOCUMENTED.autodesk);
        assert.deepEqual(tree.toArray(), expected.toArray());
        assert.deepEqual(tree.defects, []);
        assert.strictEqual(tree.accountId, "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace");
      });
    }

    QUnit.test("bytes of any class are bytes", (assert) => {
      class Same extends Uint8Array {}
      class Longer extends Same {
        override get length(): number {
          return 1_000;
        }
      }
      const none = Object.setPrototypeOf(bytesOf(DOCUMENTED.autodesk), null) as Uint8Array;
      const classes = [Same, Longer].map((Class) => new Class(bytesOf(DOCUMENTED.autodesk)));
      for (const bytes of [...classes, ...classes, none]) {
        using tree = buildTree(bytes);
        assert.strictEqual(tree.size, 2);
      }
    });

    QUnit.test("bytes of a class of somebody's own are read, however many they are", (assert) => {
      class Text extends Uint8Array {
        constructor(text: string) {
          if (typeof text !== "string") throw new TypeError("text only");
          super(new TextEncoder().encode(text));
        }
        override get length(): number {
          throw new Error("not for you");
        }
      }
      for (const count of [1, 20_000]) {
        const units = Array.from({ length: count }, (_, id) => ({ id: String(id), name: "Unit" }));
        using tree = buildTree(new Text(JSON.stringify({ business_units: units })));
        assert.strictEqual(tree.size, count);
      }
    });

    QUnit.test(
      "bytes that were given away, or only say that they are bytes, are ERR_OPTION",
      async (assert) => {
        const views = ["{}", ""].map((text) => bytesOf(text));
        structuredClone(views, { transfer: views.map(({ buffer }) => buffer) });
        const fake = { [Symbol.toStringTag]: "Uint8Array", length: 2, 0: 123, 1: 125 };
        for (const input of [...views, views[0]?.buffer, fake]) {
          assert.strictEqual(await codeOf(() => buildTree(input as BuildInput)), "ERR_OPTION");
        }
      },
    );

    QUnit.test("units that together are longer than a text can be are read all the same", (assert) => {
      const { stringify } = JSON;
      const units = [{ id: 1n, name: "é" }, { id: "2", parentId: "1" }, { id: "3" }];
      try {
        JSON.stringify = ((value: unknown) => {
          if (Array.isArray(value)) throw new RangeError("Invalid string length");
          return stringify(value);
        }) as typeof stringify;
        using tree = buildTree(units);
        assert.deepEqual(
          tree.toArray().map(({ id, name, parentId }) => [id, name, parentId]),
          [
            ["1", "é", null],
            ["2", null, "1"],
            ["3", null, null],
          ],
        );
        using empty = buildTree([]);
        assert.strictEqual(empty.size, 0);
      } finally {
        JSON.stringify = stringify;
      }
    });

    QUnit.test("it builds iMocha's flat tree from text and from units", (assert) => {
      using fromText = buildTree(DOCUMENTED.imocha);
      using fromUnits = buildTree(IMOCHA_UNITS);
      assert.deepEqual(fromUnits.toArray(), fromText.toArray());
      assert.deepEqual([fromText.provider, fromUnits.provider], ["imocha", "imocha"]);
    });

    QUnit.test("it builds from records in any order, with only their ids given", (assert) => {
      using tree = buildTree([{ id: "c", parentId: "b" }, { id: "b", parentId: "a" }, { id: "a" }]);
      assert.deepEqual(
        tree.toArray().map(({ id, depth, index, name }) => [id, depth, index, name]),
        [
          ["a", 0, 2, null],
          ["b", 1, 1, null],
          ["c", 2, 0, null],
        ],
      );
    });

    QUnit.test("it builds the same tree again from its own records and its own units", (assert) => {
      using tree = buildTree([
        { id: "z", parentId: "y" },
        { id: "y" },
        { id: "x", parentId: "gone" },
        { id: "y", parentId: "z", name: "again" },
      ]);
      for (const input of [tree.toArray(), [...tree]]) {
        using rebuilt = buildTree(input);
        assert.deepEqual(rebuilt.toArray(), tree.toArray());
        assert.deepEqual(rebuilt.defects, tree.defects);
      }
    });

    QUnit.test("it builds the same tree again from the worker's answer", (assert) => {
      const damaged = damagedAnswers();
      for (const body of damaged) {
        using tree = buildTree(body);
        using rebuilt = buildTree(JSON.stringify(answerOf(body)));
        assert.deepEqual(rebuilt.toArray(), tree.toArray());
        assert.deepEqual(rebuilt.defects, tree.defects);
        assert.deepEqual(rebuilt.warnings, tree.warnings);
        assert.deepEqual([rebuilt.provider, rebuilt.accountId], [tree.provider, tree.accountId]);
      }
    });

    for (const body of NO_UNITS) {
      QUnit.test(`${body} is a tree without units`, (assert) => {
        using tree = buildTree(body);
        assert.deepEqual([tree.size, tree.height, tree.toArray(), tree.defects], [0, 0, [], []]);
      });
    }

    QUnit.test("no units at all are a tree without units", (assert) => {
      using tree = buildTree([]);
      assert.deepEqual([tree.size, tree.provider], [0, "autodesk"]);
    });

    for (const [title, { pointer, body }] of Object.entries(OTHER_SHAPES)) {
      QUnit.test(`${title} is ERR_SHAPE at its place`, async (assert) => {
        const error = await errorOf(() => buildTree(body));
        assert.deepEqual([error.code, error.pointer], ["ERR_SHAPE", pointer]);
        assert.strictEqual(typeof error.expected, "string");
        assert.strictEqual(typeof error.found, "string");
      });
    }

    for (const body of NO_JSON) {
      QUnit.test(`${JSON.stringify(body)} is ERR_JSON at a byte`, async (assert) => {
        const error = await errorOf(() => buildTree(body));
        assert.strictEqual(error.code, "ERR_JSON");
        assert.strictEqual(typeof error.offset, "number");
      });
    }

    QUnit.test("a body cut at every byte is an error and never a tree", async (assert) => {
      for (const text of Object.values(DOCUMENTED)) {
        const bytes = bytesOf(text);
        const codes = new Set<string>();
        for (let end = 0; end < bytes.length; end += 1)
          codes.add(await codeOf(() => buildTree(bytes.subarray(0, end))));
        assert.deepEqual([...codes], ["ERR_JSON"]);
      }
    });

    QUnit.test("a byte order mark is skipped, and UTF-16 is ERR_JSON", async (assert) => {
      using tree = buildTree(`\ufeff${DOCUMENTED.autodesk}`);
      assert.strictEqual(tree.size, 2);
      const utf16 = new Uint8Array(new Uint16Array([0xfeff, 0x7b, 0x7d]).buffer);
      assert.strictEqual(await codeOf(() => buildTree(utf16)), "ERR_JSON");
    });

    QUnit.test("broken UTF-8 and keys given twice are warnings", (assert) => {
      const bytes = bytesOf('{"business_units":[{"id":"1","name":"?","name":"?"}]}');
      bytes.forEach((byte, n) => {
        if (byte === 0x3f) bytes[n] = 0xe9;
      });
      using tree = buildTree(bytes);
      assert.strictEqual(tree.get("1")?.name, "\ufffd");
      assert.strictEqual(tree.warnings.length, 2);
    });
  });

  QUnit.module("ids in units", () => {
    QUnit.test("a bigint is its exact text", (assert) => {
      using tree = buildTree([
        { businessUnitId: 9223372036854775807n },
        { businessUnitId: 164373 },
        { businessUnitId: "007" },
      ]);
      assert.deepEqual(
        tree.toArray().map(({ id }) => id),
        ["9223372036854775807", "164373", "007"],
      );
    });

    QUnit.test("a parent may be named by a bigint or a number", (assert) => {
      using tree = buildTree([
        { id: "90071992547409931" },
        { id: 5, parent_id: 90071992547409931n },
        { id: "6", parentId: 5 },
      ]);
      assert.deepEqual(
        tree.toArray().map(({ depth }) => depth),
        [0, 1, 2],
      );
    });

    for (const value of [2 ** 53, -(2 ** 53), 1e21, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      QUnit.test(`the number ${value} is ERR_SHAPE: it is no longer what was sent`, async (assert) => {
        const units: UnitInput[] = Array.from({ length: 17 }, (_, n) => ({ id: `${n}` }));
        const id = await errorOf(() => buildTree([...units, { id: value }]));
        assert.deepEqual([id.code, id.pointer, id.found], ["ERR_SHAPE", "/17/id", String(value)]);
        const parent = await errorOf(() => buildTree([{ id: "1", parent_id: value }]));
        assert.strictEqual(parent.pointer, "/0/parent_id");
      });
    }
  });
}

function damagedAnswers(): string[] {
  return [
    JSON.stringify({
      business_units: [
        { id: "4", parent_id: "3", account_id: "a" },
        { id: "3", parent_id: "4", account_id: "a" },
        { id: "", parent_id: "3", account_id: "b" },
        { id: "5", parent_id: "6", path: "Nowhere", name: "X", account_id: "a" },
        { id: "5", parent_id: "5", account_id: "a" },
      ],
    }),
    '{"businessUnits":[{"businessUnitId":1},{"businessUnitId":1},{}],"count":9}',
    '{"business_units":[{"id":"1","id":"2","name":"\\ud800"}]}',
  ];
}

/** What the edge worker sends for a listing: see `www/worker`. */
function answerOf(body: string): object {
  using tree = buildTree(body);
  const { provider, accountId = null, defects, warnings, count } = tree satisfies UnitTree;
  return {
    provider,
    accountId,
    region: null,
    asOf: "2026-11-21T18:00:00.000Z",
    units: tree.toArray(),
    defects,
    warnings,
    ...(count !== undefined && { count }),
  };
}
