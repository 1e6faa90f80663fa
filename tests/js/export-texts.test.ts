import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree, type UnitTree } from "business-units";
import { dot, drawio, markdown, mermaid, textTree } from "business-units/export";
import { type Node, Parser } from "commonmark";
import parseDot from "dotparser";
import Papa from "papaparse";
import { Dice } from "./import-tables.ts";

const TREES = 10_000;
const SEED = 20_261_130;

const PARTS = [
  ..."ab1 \\`*_{}[]<>()#+-.!|~&$^=:@\"'%;/,?\t\n\réß東🏗\u00a0\u2028\u202e",
  ...[
    "&amp;",
    "#quot;",
    "%%{",
    "-->",
    "```",
    "---",
    "1.",
    "- ",
    "    ",
    "<b>",
    "</",
    "\\n",
    "end",
    "style a:",
    "\0",
    "\x1b",
  ],
];

/** What a reader sees of a text: white space and controls are one blank. */
function seen(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

interface Line {
  readonly level: number;
  readonly text: string;
}

function linesOf(tree: UnitTree): Line[] {
  return [...tree].map(({ depth, id, name }) => ({ level: depth, text: seen(name ?? "") || seen(id) }));
}

function drawTree(dice: Dice): UnitTree {
  const name = () => Array.from({ length: dice.below(7) }, () => dice.one(PARTS)).join("");
  return buildTree(
    Array.from({ length: 1 + dice.below(7) }, (_, at) => ({
      id: `id ${at}`,
      parentId: at === 0 || dice.chance(4) ? null : `id ${dice.below(at)}`,
      name: dice.chance(9) ? null : name(),
    })),
  );
}

/** The items of a list and how deep they stand, as a reader of CommonMark finds them: nothing but lists of plain texts. */
function markdownLines(text: string): Line[] {
  const lines: Line[] = [];
  const visit = (node: Node | null, level: number): void => {
    for (let at = node; at; at = at.next) {
      if (at.type === "list") visit(at.firstChild, level);
      else if (at.type === "item") visit(at.firstChild, level + 1);
      else if (at.type === "paragraph") lines.push({ level, text: textOf(at) });
      else throw new Error(`a ${at.type} in ${JSON.stringify(text)}`);
    }
  };
  visit(new Parser().parse(text).firstChild, -1);
  return lines;
}

function textOf(paragraph: Node): string {
  let text = "";
  for (let at = paragraph.firstChild; at; at = at.next) {
    if (at.type !== "text") throw new Error(`a ${at.type} in a name`);
    text += at.literal ?? "";
  }
  return text;
}

function treeLines(text: string): Line[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => {
    const [before = ""] = /^(?:(?:│ {2}| {3})*[├└]─ )?/.exec(line) ?? [];
    return { level: before.length / 3, text: line.slice(before.length) };
  });
}

/** Labels by node, and the edges. */
interface Graph {
  readonly labels: Record<string, string>;
  readonly parents: Record<string, string>;
}

function graphLines({ labels, parents }: Graph): Line[] {
  const level = (node: string): number => {
    const parent = parents[node];
    return parent === undefined ? 0 : level(parent) + 1;
  };
  return Object.entries(labels).map(([node, text]) => ({ level: level(node), text }));
}

function dotGraph(text: string): Graph {
  const [graph] = parseDot(text);
  const labels: Record<string, string> = {};
  const parents: Record<string, string> = {};
  for (const child of graph?.children ?? []) {
    if (child.type === "node_stmt") {
      const label = String(child.attr_list.find(({ id }) => id === "label")?.eq ?? "");
      labels[child.node_id.id] = label.replaceAll("\\\\", "\\").replaceAll("&amp;", "&");
    } else if (child.type === "edge_stmt") {
      const [from, to] = child.edge_list.map(({ id }) => String(id));
      parents[to ?? ""] = from ?? "";
    }
  }
  return { labels, parents };
}

// Mermaid's own parser is a hundred times as large as this package: its grammar of what we write is this.
const MERMAID_LINE = /^ {2}(?:(u\d+) --> )?(u\d+)\["((?:[^"`#%<>&\\:$\n]|#(?:quot|\d+);)*)"\]$/;

function mermaidGraph(text: string): Graph {
  const [head, ...lines] = text.split("\n");
  assert.equal(head, "flowchart LR");
  const labels: Record<string, string> = {};
  const parents: Record<string, string> = {};
  for (const line of lines.slice(0, -1)) {
    const [, parent, node = "", label = ""] = MERMAID_LINE.exec(line) ?? [];
    assert.notEqual(node, "", line);
    const code = (_: string, entity: string) =>
      entity === "quot" ? '"' : String.fromCharCode(Number(entity));
    labels[node] = label.replace(/#(quot|\d+);/g, code);
    if (parent !== undefined) parents[node] = parent;
  }
  return { labels, parents };
}

function drawioGraph(text: string): Graph {
  const lines = text.split("\n");
  const rows = lines.filter((line) => !line.startsWith("#")).join("\n");
  const { data, errors } = Papa.parse<Record<string, string>>(rows, { header: true, skipEmptyLines: true });
  assert.deepEqual(errors, []);
  const plain = (cell = "") => {
    assert.doesNotMatch(cell, /[<>"'%]|&(?!#\d+;)/);
    return cell.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  };
  const parents = data
    .filter(({ parent }) => parent !== "")
    .map(({ node = "", parent = "" }) => [node, parent]);
  return {
    labels: Object.fromEntries(data.map(({ node = "", name }) => [node, plain(name)])),
    parents: Object.fromEntries(parents),
  };
}

const READERS: Record<string, (tree: UnitTree) => Line[]> = {
  "CommonMark's reference parser": (tree) => markdownLines(markdown(tree)),
  "the lines of a text tree": (tree) => treeLines(textTree(tree)),
  "a parser of Graphviz' grammar": (tree) => graphLines(dotGraph(dot(tree))),
  "the grammar of a flowchart": (tree) => graphLines(mermaidGraph(mermaid(tree))),
  "Papa Parse, of draw.io's rows": (tree) => graphLines(drawioGraph(drawio(tree))),
};

for (const [title, read] of Object.entries(READERS)) {
  test(`${title} finds ${TREES} hostile trees in what is exported, drawn by the seed ${SEED}`, () => {
    for (let at = 0; at < TREES; at++) {
      using tree = drawTree(new Dice(SEED + at));
      const [found, expected] = [read(tree), linesOf(tree)];
      if (JSON.stringify(found) !== JSON.stringify(expected))
        assert.deepEqual(found, expected, `seed ${SEED + at}`);
    }
  });
}
