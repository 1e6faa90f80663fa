import { dot, drawio, idsAtRisk, markdown, mermaid, textTree } from "business-units/export";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";
import { WORLD } from "./five-units.ts";
import { errorOf } from "./world.ts";

// A name, and how each form writes it.
const NAMES: [name: string | null, markdown: string, mermaid: string, dot: string, drawio: string][] = [
  ["R&D", "R\\&D", "R#38;D", "R&amp;D", "R&#38;D"],
  ['say "hi"', 'say "hi"', "say #quot;hi#quot;", 'say \\"hi\\"', "say &#34;hi&#34;"],
  ["a\\n", "a\\\\n", "a#92;n", "a\\\\n", "a\\n"],
  ["# head", "\\# head", "#35; head", "# head", "# head"],
  ["1. one", "1\\. one", "1. one", "1. one", "1. one"],
  ["- minus", "\\- minus", "- minus", "- minus", "- minus"],
  ["[x](y)", "\\[x\\](y)", "[x](y)", "[x](y)", "[x](y)"],
  ["<b>`", "\\<b\\>\\`", "#60;b#62;#96;", "<b>`", "&#60;b&#62;`"],
  [
    "%%{init: 1}%%",
    "%%{init: 1}%%",
    "#37;#37;{init#58; 1}#37;#37;",
    "%%{init: 1}%%",
    "&#37;&#37;{init: 1}&#37;&#37;",
  ],
  ["a\r\n\tb\u2028c", "a b c", "a b c", "a b c", "a b c"],
  ["a,b", "a,b", "a,b", "a,b", '"a,b"'],
  ["  ", "u", "u", "u", "u"],
  [null, "u", "u", "u", "u"],
];

/** Outlines and diagrams, in every runtime. */
export function exportingTexts(): void {
  QUnit.module("export of texts", () => {
    QUnit.test("a tree in each form", (assert) => {
      using tree = buildTree(WORLD);
      assert.strictEqual(markdown(tree), "- Europe\n  - Norway\n    - Oslo\n  - Sweden\n- Asia\n");
      assert.strictEqual(textTree(tree), "Europe\n├─ Norway\n│  └─ Oslo\n└─ Sweden\nAsia\n");
      assert.strictEqual(
        mermaid(tree),
        'flowchart LR\n  u0["Europe"]\n  u0 --> u1["Norway"]\n  u1 --> u2["Oslo"]\n  u0 --> u3["Sweden"]\n  u4["Asia"]\n',
      );
      assert.strictEqual(dot(tree).split("\n").slice(3).join(""), DOT);
      assert.strictEqual(
        drawio(tree).split("\n").slice(-7).join("\n"),
        "node,parent,id,name\nu0,,1,Europe\nu1,u0,11,Norway\nu2,u1,111,Oslo\nu3,u0,12,Sweden\nu4,,2,Asia\n",
      );
    });

    QUnit.test("a subtree stands at the top", (assert) => {
      using tree = buildTree(WORLD);
      assert.strictEqual(markdown(tree, { subtree: "11" }), "- Norway\n  - Oslo\n");
      assert.strictEqual(textTree(tree, { subtree: 1 }), "Norway\n└─ Oslo\n");
      assert.strictEqual(
        mermaid(tree, { subtree: "11" }),
        'flowchart LR\n  u1["Norway"]\n  u1 --> u2["Oslo"]\n',
      );
      assert.false(dot(tree, { subtree: "11" }).includes("u0"));
      assert.true(drawio(tree, { subtree: "11" }).endsWith("\nu1,,11,Norway\nu2,u1,111,Oslo\n"));
      assert.strictEqual(textTree(tree, { rows: { from: 2, to: 5 } }), "   └─ Oslo\n└─ Sweden\nAsia\n");
    });

    QUnit.test("a name is text and no markup", (assert) => {
      for (const [name, md, mmd, gv, io] of NAMES) {
        using tree = buildTree([{ id: "u", name }]);
        assert.strictEqual(markdown(tree), `- ${md}\n`);
        assert.strictEqual(mermaid(tree), `flowchart LR\n  u0["${mmd}"]\n`);
        assert.strictEqual(dot(tree).split("\n")[3], `  "u0" [label="${gv}"];`);
        assert.strictEqual(drawio(tree).split("\n").at(-2), `u0,,u,${io}`);
      }
    });

    QUnit.test("a unit without name and id has a text", (assert) => {
      using tree = buildTree([{ id: "" }]);
      assert.strictEqual(textTree(tree), "(no name)\n");
    });

    QUnit.test("an empty tree gives what is around it", (assert) => {
      using tree = buildTree([]);
      assert.deepEqual([markdown(tree), textTree(tree), mermaid(tree)], ["", "", "flowchart LR\n"]);
      assert.strictEqual(dot(tree).split("\n").length, 5);
    });

    QUnit.test("Mermaid's chart ends before Mermaid would refuse it, with a note", (assert) => {
      using wide = buildTree(
        Array.from({ length: 2_000 }, (_, n) => ({ id: `${n}`, parentId: n === 0 ? null : "0" })),
      );
      const chart = mermaid(wide);
      assert.strictEqual(chart.split("-->").length - 1, 480);
      assert.true(chart.endsWith('\n  more["… and 1519 more, which are not drawn"]\n'));
      using long = buildTree(
        Array.from({ length: 2_000 }, (_, n) => ({ id: `${n}`, name: "#".repeat(1_000) })),
      );
      const text = mermaid(long);
      assert.true(text.length < 46_000 && text.includes("more, which are not drawn"));
      using whole = buildTree(
        Array.from({ length: 481 }, (_, n) => ({ id: `${n}`, parentId: n === 0 ? null : "0" })),
      );
      assert.false(mermaid(whole).includes("more"));
    });

    QUnit.test("outlines of more than 501 levels are ERR_TOO_DEEP, and diagrams are not", async (assert) => {
      using tree = buildTree(
        Array.from({ length: 100_000 }, (_, n) => ({ id: `${n}`, parentId: n === 0 ? null : `${n - 1}` })),
      );
      for (const write of [markdown, textTree]) {
        const error = await errorOf(() => write(tree));
        assert.deepEqual([error.code, error.limit], ["ERR_TOO_DEEP", 500]);
        assert.strictEqual(write(tree, { rows: { from: 50_000, to: 50_501 } }).split("\n").length, 502);
      }
      assert.strictEqual(dot(tree).split(" -> ").length, 100_000);
      assert.strictEqual(drawio(tree).split("\nu").length, 100_001);
    });

    QUnit.test("ids that a spreadsheet would change are found", (assert) => {
      const changed: Record<string, string> = {
        "007": "LeadingZeros",
        "00": "LeadingZeros",
        "1234567890123456": "ManyDigits",
        "73928e03": "Exponent",
        "1E5": "Exponent",
        "1.50": "Number",
        "+5": "Number",
        "1-2": "Date",
        "3/4": "Date",
        MAR1: "Date",
        "2-Sep": "Date",
        "2026-01-02": "Date",
        "1.2.2026": "Date",
      };
      const kept = [
        "7",
        "0",
        "123456789012345",
        "0b1f7e5a-5c1d-4c5e-9d3a-000000000001",
        "A007",
        "e5",
        "1-2-3-4",
        "",
        "mar",
        "1.5",
        "-3",
        "12a",
      ];
      using tree = buildTree([...Object.keys(changed), ...kept].map((id) => ({ id })));
      assert.deepEqual(
        Object.fromEntries(Array.from(idsAtRisk(tree), ({ id, change }) => [id, change])),
        changed,
      );
      assert.deepEqual(
        [...idsAtRisk(tree, { subtree: "007" })],
        [{ row: tree.get("007")?.row, id: "007", change: "LeadingZeros" }],
      );
    });
  });
}

const DOT =
  '  "u0" [label="Europe"];  "u1" [label="Norway"];  "u0" -> "u1";  "u2" [label="Oslo"];  "u1" -> "u2";' +
  '  "u3" [label="Sweden"];  "u0" -> "u3";  "u4" [label="Asia"];}';
