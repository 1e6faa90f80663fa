import type { UnitInput, UnitTree } from "business-units";
import {
  csv,
  csvLevels,
  csvLevelsPieces,
  csvPieces,
  dot,
  drawio,
  idsAtRisk,
  markdown,
  mermaid,
  svg,
  textTree,
} from "business-units/export";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { codeOf, errorOf } from "./world.ts";

const UNITS: UnitInput[] = [
  { id: "1", name: "Europe" },
  { id: "2", parentId: "1", name: "Norway" },
];
const TABLES = { csv, csvLevels, csvPieces, csvLevelsPieces };
const TEXTS = { markdown, textTree, mermaid, dot, drawio, idsAtRisk };
const WRITERS = { ...TABLES, ...TEXTS, svg };

/** What all exports have in common: whom they refuse. */
export function exporting(): void {
  QUnit.module("export", () => {
    for (const [name, write] of Object.entries(WRITERS)) {
      QUnit.test(`${name} of a freed tree is ERR_STATE, at once`, async (assert) => {
        const tree = buildTree(UNITS);
        tree.free();
        assert.strictEqual(await codeOf(() => write(tree)), "ERR_STATE");
      });

      QUnit.test(`${name} of what is no tree is ERR_OPTION, at once`, async (assert) => {
        using tree = buildTree(UNITS);
        for (const wrong of [Promise.resolve(tree), UNITS, {}, null, undefined, "tree", 7, { size: 1 }]) {
          const written = () => write(wrong as unknown as typeof tree);
          assert.strictEqual(await codeOf(written), "ERR_OPTION", String(wrong));
        }
      });

      QUnit.test(`${name} of a unit that is not there is ERR_OPTION, at once`, async (assert) => {
        using tree = buildTree(UNITS);
        for (const subtree of ["3", "", -1, 2, 0.5, Number.NaN, null, {}, true, 1n]) {
          const options = { subtree: subtree as number };
          assert.strictEqual(await codeOf(() => write(tree, options)), "ERR_OPTION", String(subtree));
        }
      });
    }

    for (const [name, write] of Object.entries(TABLES)) {
      QUnit.test(`${name} with an option that cannot be meant is ERR_OPTION, at once`, async (assert) => {
        using tree = buildTree(UNITS);
        const wrong: unknown[] = [
          null,
          7,
          { bom: 1 },
          { bom: null },
          { raw: "yes" },
          { rows: 1 },
          { rows: null },
          { rows: { from: 0 } },
          { rows: { from: 0, to: Number.NaN } },
          { rows: { from: "0", to: 1 } },
          { rows: { from: 0, to: 1 }, subtree: "1" },
        ];
        for (const options of wrong) {
          assert.strictEqual(await codeOf(() => write(tree, options as never)), "ERR_OPTION", show(options));
        }
      });
    }

    for (const [name, write] of Object.entries(TEXTS)) {
      QUnit.test(`${name} with an option that cannot be meant is ERR_OPTION, at once`, async (assert) => {
        using tree = buildTree(UNITS);
        for (const options of [null, 7, { rows: 1 }, { rows: { from: 0, to: 1 }, subtree: "1" }]) {
          assert.strictEqual(await codeOf(() => write(tree, options as never)), "ERR_OPTION", show(options));
        }
      });
    }

    QUnit.test("svg with an option that cannot be meant is ERR_OPTION", async (assert) => {
      using tree = buildTree(UNITS);
      const wrong: unknown[] = [
        null,
        { as: "pie" },
        { as: null },
        { title: 1 },
        { width: 99 },
        { width: Number.POSITIVE_INFINITY },
        { width: "1200" },
        { minWidth: 0 },
        { minWidth: Number.NaN },
        { maxUnits: 0 },
        { maxUnits: 1.5 },
        { maxUnits: 100_001 },
      ];
      for (const options of wrong) {
        assert.strictEqual(await codeOf(() => svg(tree, options as never)), "ERR_OPTION", show(options));
      }
    });

    QUnit.test("a tree that is freed while pieces are taken is ERR_STATE", async (assert) => {
      for (const pieces of [csvPieces, csvLevelsPieces]) {
        const tree = buildTree(UNITS);
        const taken = pieces(tree);
        taken.next();
        tree.free();
        assert.strictEqual(await codeOf(() => taken.next()), "ERR_STATE");
      }
    });

    QUnit.test("a chain of 100 000 units overflows nothing", async (assert) => {
      using tree = chain(100_000);
      assert.strictEqual(csv(tree).split("\r\n").length, 100_002);
      const error = await errorOf(() => csvLevels(tree));
      assert.deepEqual([error.code, error.limit], ["ERR_TOO_DEEP", 500]);
      assert.ok(svg(tree).includes("2000 of 100000 units are drawn; grey boxes stand for the other 98000."));
      assert.ok(svg(tree, { as: "chart" }).includes("500 of 100000 units are drawn"));
      assert.ok(csvLevels(tree, { rows: { from: 0, to: 501 } }).startsWith("Level 1,Level 2,"));
    });
  });
}

function chain(length: number): UnitTree {
  return buildTree(Array.from({ length }, (_, n) => ({ id: `${n}`, parentId: n === 0 ? null : `${n - 1}` })));
}

function show(options: unknown): string {
  return JSON.stringify(options);
}
