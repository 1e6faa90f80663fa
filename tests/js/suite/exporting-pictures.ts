import { DOMParser as PortableParser } from "@xmldom/xmldom";
import { buildTree, type UnitInput, type UnitTree } from "business-units";
import { chartLayout, icicleLayout, svg } from "business-units/export";
import QUnit from "qunit";
import { WORLD } from "./five-units.ts";
import { DOCUMENTED } from "./world.ts";

// A name, and what stands for it in the picture's text.
const HOSTILE: [name: string, text: string][] = [
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["</text></svg><svg onload=alert(1)>", "</text></svg><svg onload=alert(1)>"],
  ["\"'><img src=x onerror=alert(1)>", "\"'><img src=x onerror=alert(1)>"],
  ["]]><!--", "]]><!--"],
  ["&amp;&#0;&x;", "&amp;&#0;&x;"],
  ["<![CDATA[x", "<![CDATA[x"],
  ["a\0b\u0008c\u001fd\uffffe", "\u2068a\ufffdb\ufffdc\ufffdd\ufffde\u2069"],
  ["a\tb\nc\rd", "\u2068a\tb\nc\rd\u2069"],
  ["a\u2028b\u2029c", "\u2068a\u2028b\u2029c\u2069"],
  ["\u202eevil", "\u2068\u202eevil\u2069"],
  ["\u2069\u202eevil", "\u2068\u202eevil\u2069"],
  ["\u2067open", "\u2068\u2067open\u2069\u2069"],
  ["\u2066a\u2069b\u2069c", "\u2068\u2066a\u2069bc\u2069"],
  ["zero\u200bwidth\u2060\ufeff", "\u2068zero\u200bwidth\u2060\ufeff\u2069"],
  ["שלום", "\u2068שלום\u2069"],
  ["🏗️ Büro", "\u2068🏗️ Büro\u2069"],
  ["Zürich Łódź", "Zürich Łódź"],
];

/** The layouts, and pictures as SVG. */
export function exportingPictures(): void {
  QUnit.module("icicleLayout", () => {
    QUnit.test("a unit is as wide as its subtree is large, its children below its left part", (assert) => {
      using tree = buildTree(WORLD);
      const { x, width, depth } = icicleLayout(tree.columns(), 500);
      assert.deepEqual([...x], [0, 0, 0, 200, 400]);
      assert.deepEqual([...width], [400, 200, 100, 100, 100]);
      assert.deepEqual([...depth], [0, 1, 2, 1, 0]);
      assert.deepEqual([...icicleLayout(tree.columns()).width], [0.8, 0.4, 0.2, 0.2, 0.2]);
    });

    QUnit.test("of a subtree it begins at its root", (assert) => {
      using tree = buildTree(WORLD);
      const columns = tree.columns();
      const below = { depth: columns.depth.subarray(1, 3), size: columns.size.subarray(1, 3) };
      const { x, width, depth } = icicleLayout(below, 10);
      assert.deepEqual(
        [[...x], [...width], [...depth]],
        [
          [0, 0],
          [10, 5],
          [0, 1],
        ],
      );
    });

    QUnit.test("children lie in their parent and siblings do not overlap, in any forest", (assert) => {
      using tree = forest(3_000);
      const columns = tree.columns();
      const { x, width } = icicleLayout(columns, tree.size);
      const ends = new Map<number, number>();
      for (const [row, parent] of columns.parent.entries()) {
        const left = x[row] ?? Number.NaN;
        assert.true(left === (ends.get(parent) ?? (parent < 0 ? 0 : x[parent])), `row ${row}`);
        ends.set(parent, left + (width[row] ?? Number.NaN));
      }
      for (const [parent, end] of ends) {
        assert.strictEqual(end, parent < 0 ? tree.size : (x[parent] ?? 0) + (width[parent] ?? 0) - 1);
      }
    });
  });

  QUnit.module("chartLayout", () => {
    QUnit.test("leaves stand in lines, others in the middle of their children", (assert) => {
      using tree = buildTree(WORLD);
      const { x, y, lines } = chartLayout(tree.columns());
      assert.deepEqual([...x], [0, 1, 2, 1, 0]);
      assert.deepEqual([...y], [0.5, 0, 0, 1, 2]);
      assert.strictEqual(lines, 3);
    });

    QUnit.test("no two units of one level stand in one place, in any forest", (assert) => {
      using tree = forest(3_000);
      const { x, y, lines } = chartLayout(tree.columns());
      const last: number[] = [];
      for (const [row, level] of x.entries()) {
        const place = y[row] ?? Number.NaN;
        assert.true(place >= (last[level] ?? -1) + 1 && place < lines, `row ${row}`);
        last[level] = place;
      }
    });

    QUnit.test("it is as good for no units, and for a million in a chain", (assert) => {
      assert.strictEqual(chartLayout({ depth: new Uint32Array(0) }).lines, 0);
      const depth = Uint32Array.from({ length: 1_000_000 }, (_, row) => row);
      const size = Uint32Array.from(depth, (level) => 1_000_000 - level);
      assert.strictEqual(chartLayout({ depth }).lines, 1);
      assert.strictEqual(icicleLayout({ depth, size }).x[999_999], 0);
    });
  });

  QUnit.module("svg", () => {
    QUnit.test("an icicle has the same bytes everywhere", (assert) => {
      using tree = buildTree(WORLD);
      const text = svg(tree, { width: 500 });
      assert.strictEqual(bodyOf(text), ICICLE);
      assert.true(
        text.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="516" height="112" viewBox='),
      );
      assert.true(text.endsWith('<text class="note" x="8" y="98">5 units.</text>\n</svg>\n'));
      assert.strictEqual(svg(tree, { width: 500, as: "icicle" }), text);
    });

    QUnit.test("a chart has the same bytes everywhere", (assert) => {
      using tree = buildTree(WORLD);
      assert.strictEqual(bodyOf(svg(tree, { as: "chart", subtree: "11" })), CHART);
    });

    QUnit.test("it is a file of its own, in two themes and without a script", (assert) => {
      using tree = buildTree(DOCUMENTED.autodesk);
      for (const as of ["icicle", "chart"] as const) {
        const { documentElement: root } = parsed(svg(tree, { as }));
        assert.strictEqual(root?.namespaceURI, "http://www.w3.org/2000/svg");
        assert.strictEqual(root?.getElementsByTagName("script").length, 0);
        assert.true(root?.getElementsByTagName("style")[0]?.textContent?.includes("prefers-color-scheme"));
      }
    });

    QUnit.test("each title has the whole path and the number of units", (assert) => {
      using tree = buildTree(WORLD);
      const expected = [
        "World",
        "Europe (4 units)",
        "Europe › Norway (2 units)",
        "Europe › Norway › Oslo (1 unit)",
        "Europe › Sweden (1 unit)",
        "Asia (1 unit)",
      ];
      assert.deepEqual(contents(svg(tree, { title: "World" }), "title"), expected);
      const oslo = contents(svg(tree, { subtree: "111" }), "title").at(-1);
      assert.strictEqual(oslo, "Europe › Norway › Oslo (1 unit)");
    });

    QUnit.test("a title of a deep path begins with an ellipsis, one of a long name has one", (assert) => {
      using deep = buildTree(
        Array.from({ length: 40 }, (_, n) => ({ id: `${n}`, parentId: n ? `${n - 1}` : null, name: `${n}` })),
      );
      const last = contents(svg(deep), "title").at(-1);
      assert.true(last?.startsWith("… › 8 › 9 › ") && last.endsWith(" › 39 (1 unit)"), last);
      using long = buildTree([{ id: "1", name: "x".repeat(65_536) }]);
      assert.strictEqual(contents(svg(long), "title").at(-1), `${"x".repeat(255)}… (1 unit)`);
      assert.true(svg(long).length < 5_000);
    });

    QUnit.test("a unit without a name shows its id", (assert) => {
      using tree = buildTree([{ id: "17" }, { id: "18", name: "" }, { id: "" }]);
      assert.deepEqual(contents(svg(tree), "text").slice(0, 3), ["17", "18", "(no name)"]);
    });

    for (const [name, text] of HOSTILE) {
      QUnit.test(`the name ${JSON.stringify(name)} is text and no more`, (assert) => {
        using tree = buildTree([{ id: "1", name }]);
        for (const as of ["icicle", "chart"] as const) {
          const file = svg(tree, { as, title: name });
          assert.deepEqual(contents(file, "text"), [text, "1 unit."]);
          assert.deepEqual(contents(file, "title"), [text, `${text} (1 unit)`]);
          assert.deepEqual(kinds(file), KINDS[as]);
        }
      });
    }

    QUnit.test("a lone surrogate never gets into the file", (assert) => {
      using tree = buildTree([{ id: "1", name: `${"x".repeat(254)}🏗🏗` }]);
      const files = ["icicle", "chart"].map((as) =>
        svg(tree, { as: as as "chart", title: "\ud800\udc00\udc00" }),
      );
      for (const file of files) assert.false(/\p{Surrogate}/u.test(file));
    });

    QUnit.test("what is too narrow is one grey box that says how many", (assert) => {
      const flat = Array.from({ length: 5_000 }, (_, n) => ({ id: `${n}`, name: `Unit ${n}` }));
      using tree = buildTree([...flat, { id: "a", name: "A" }, ...below("a", 5_000)]);
      const text = svg(tree);
      assert.deepEqual(contents(text, "title").slice(1), [
        "5000 units not drawn",
        "A (5001 units)",
        "5000 units not drawn",
      ]);
      const note = "1 of 10001 units are drawn; grey boxes stand for the other 10000.";
      assert.deepEqual([contents(text, "text").at(-1), contents(text, "desc")[0]], [note, note]);
    });

    QUnit.test("what is too many is left out level by level, and counted", (assert) => {
      using tree = buildTree([
        ...[{ id: "a" }, { id: "b" }],
        ...below("a", 3),
        ...below("b", 2),
        ...below("a0", 4),
      ]);
      const titles = (maxUnits: number) =>
        contents(svg(tree, { as: "chart", maxUnits }), "title").map((title) => title.replace(/.* › /, ""));
      assert.deepEqual(titles(5).slice(1), [
        "a (8 units)",
        "a0 (5 units)",
        "4 units not drawn",
        "a1 (1 unit)",
        "a2 (1 unit)",
        "b (3 units)",
        "2 units not drawn",
      ]);
      assert.deepEqual(titles(1).slice(1), ["a (8 units)", "7 units not drawn", "3 units not drawn"]);
    });

    QUnit.test("drawn units and those in gaps are all units, whatever the limits", (assert) => {
      using tree = forest(3_000);
      for (const options of [{}, { width: 300 }, { maxUnits: 7 }, { maxUnits: 300, minWidth: 0.1 }]) {
        for (const as of ["icicle", "chart"] as const) {
          const titles = contents(svg(tree, { ...options, as }), "title").slice(1);
          const gaps = titles.map((title) => Number(/^(\d+) units? not drawn$/.exec(title)?.[1] ?? 0));
          const drawn = gaps.filter((gap) => gap === 0).length;
          assert.strictEqual(drawn + gaps.reduce((sum, gap) => sum + gap, 0), 3_000);
          assert.true(drawn <= (options.maxUnits ?? 3_000));
        }
      }
    });

    QUnit.test("no units are a picture too", (assert) => {
      using tree = buildTree("{}");
      for (const as of ["icicle", "chart"] as const) {
        assert.deepEqual(contents(svg(tree, { as }), "text"), ["0 units."]);
      }
    });
  });
}

const ICICLE = `<svg class="d0" x="0" y="0" width="400" height="24"><title>Europe (4 units)</title><rect width="100%" height="100%"/><text x="6" y="16">Europe</text></svg>
<svg class="d1" x="0" y="24" width="200" height="24"><title>Europe › Norway (2 units)</title><rect width="100%" height="100%"/><text x="6" y="16">Norway</text></svg>
<svg class="d2" x="0" y="48" width="100" height="24"><title>Europe › Norway › Oslo (1 unit)</title><rect width="100%" height="100%"/><text x="6" y="16">Oslo</text></svg>
<svg class="d1" x="200" y="24" width="100" height="24"><title>Europe › Sweden (1 unit)</title><rect width="100%" height="100%"/><text x="6" y="16">Sweden</text></svg>
<svg class="d0" x="400" y="0" width="100" height="24"><title>Asia (1 unit)</title><rect width="100%" height="100%"/><text x="6" y="16">Asia</text></svg>
`;

const CHART = `<path class="link" d="M180 16H200V16H220"/>
<svg class="d0" x="0" y="4" width="180" height="24"><title>Europe › Norway (2 units)</title><rect width="100%" height="100%"/><text x="6" y="16">Norway</text></svg>
<svg class="d1" x="220" y="4" width="180" height="24"><title>Europe › Norway › Oslo (1 unit)</title><rect width="100%" height="100%"/><text x="6" y="16">Oslo</text></svg>
`;

const BOX = ["svg", "title", "rect", "text"];
const FRAME = ["svg", "title", "desc", "style", "rect", "g"];
const KINDS = { icicle: [...FRAME, ...BOX, "text"], chart: [...FRAME, "path", ...BOX, "text"] };

function bodyOf(text: string): string {
  return /<g [^>]*>\n(?<body>.*)<\/g>/s.exec(text)?.groups?.body ?? "";
}

/** The parsed file: by the browser's own parser where there is one. Throws when it is not well-formed. */
function parsed(text: string): Document {
  const strict = (level: string, message: string) => {
    if (level !== "warning") throw new Error(`${level}: ${message}`);
  };
  const portable = new PortableParser({ onError: strict }).parseFromString(text, "image/svg+xml");
  if (typeof DOMParser === "undefined") return portable as unknown as Document;
  const document = new DOMParser().parseFromString(text, "image/svg+xml");
  const fault = document.getElementsByTagName("parsererror")[0];
  if (fault) throw new Error(fault.textContent ?? "");
  return document;
}

function contents(text: string, kind: string): string[] {
  return Array.from(parsed(text).getElementsByTagName(kind), ({ textContent }) => textContent ?? "");
}

function kinds(text: string): string[] {
  return Array.from(parsed(text).getElementsByTagName("*"), ({ nodeName }) => nodeName);
}

function below(parentId: string, count: number): UnitInput[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${parentId}${n}`,
    parentId,
    name: `${parentId}${n}`,
  }));
}

/** A forest that looks like nothing in particular, the same one each time. */
function forest(length: number): UnitTree {
  const parent = (n: number) => (n % 97 === 0 ? null : `${Math.floor((n * ((n * 7_919) % 101)) / 101)}`);
  return buildTree(Array.from({ length }, (_, n) => ({ id: `${n}`, parentId: parent(n), name: `${n}` })));
}
