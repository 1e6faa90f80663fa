import type { Form, ImportOptions, ImportProblem } from "business-units/import";

/** A unit that a table was written of. */
export interface Written {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
}

/** A table, how it is to be read, and the units that it was written of. */
export interface Case {
  readonly data: string | Uint8Array;
  readonly options: ImportOptions;
  readonly form: Form;
  readonly units: readonly Written[];
  /** The problems that were written into it. */
  readonly problems: ReadonlySet<ImportProblem>;
  /** Whether a blank line may be a part of the line end before it. */
  readonly isBlankAmbiguous: boolean;
}

/** Draws numbers, the same ones for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  one<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** True once in so many times. */
  chance(times: number): boolean {
    return this.below(times) === 0;
  }
}

interface Node {
  readonly id: string;
  readonly name: string;
  readonly above: Node | undefined;
  readonly below: Node[];
}

interface Style {
  readonly separator: string;
  readonly quote: string;
  readonly quoting: "needed" | "all" | "some";
  readonly lineEnds: readonly string[];
  readonly blanks: boolean;
}

const FORMS = ["parents", "parents", "parents", "levels", "levels", "path", "outline", "names"] as const;
const LINE_ENDS = [["\n"], ["\r\n"], ["\r"], ["\r\r\n"], ["\n", "\r\n"], ["\n", "\r\n", "\r", "\r\r\n"]];
const PARTS = [..."ab12 ,;|\t\"'=+-@é東🏗.:/\\#", "\n", "\r\n", "\r", '""', "\u00a0", "Total", "null", "id"];
const LATIN = [..."ab12 ,;|\t\"'=+-@éÜß€.:/\\#", "\n", "\r\n", '""'];

/** Draws one table with the units in it. */
export function drawCase(dice: Dice): Case {
  const form = dice.one(FORMS);
  const isLatin = dice.chance(8);
  const isList = form === "outline" || form === "names";
  const style: Style = {
    separator: dice.one([",", ";", "\t", "|"]),
    quote: dice.chance(6) ? "'" : '"',
    quoting: dice.one(["needed", "all", "some"]),
    lineEnds: dice.one(LINE_ENDS),
    blanks: dice.chance(3),
  };
  const roots = drawTree(
    dice,
    isLatin ? LATIN : isList ? PARTS.filter((part) => part !== "id") : PARTS,
    isList ? "\x1f" : style.separator,
  );
  const table = isList
    ? listOf(dice, form, roots, style)
    : form === "parents"
      ? parentsOf(dice, roots, style)
      : form === "levels"
        ? levelsOf(dice, roots, style)
        : pathsOf(dice, roots, style);
  const options: ImportOptions = { ...table.options };
  if (style.quote === "'") options.quote = "'";
  if (!isList && dice.chance(8)) options.separator = style.separator as ",";
  return {
    ...encoded(dice, table.text, isLatin, options),
    form: table.form,
    units: table.units,
    problems: table.problems ?? new Set(),
    isBlankAmbiguous: style.lineEnds.length > 2,
  };
}

function drawTree(dice: Dice, parts: readonly string[], separator: string): Node[] {
  const roots: Node[] = [];
  const all: Node[] = [];
  const idOf = dice.one([
    (at: number) => `${at + 7}`,
    (at: number) => `${at + 1}`.padStart(4, "0"),
    (at: number) => `9007199254741${1_000 + at}`,
    (at: number) => `unit${separator === "\x1f" ? "" : separator}${at} x`,
    (at: number) => `0b1f7e5a-5c1d-4c5e-9d3a-${`${at}`.padStart(12, "0")}`,
  ]);
  for (let at = dice.below(9); at >= 0; at--) {
    const above = all.length > 0 && !dice.chance(4) ? dice.one(all) : undefined;
    const id = idOf(all.length);
    const node: Node = { id, name: drawName(dice, parts, all.length), above, below: [] };
    (above?.below ?? roots).push(node);
    all.push(node);
  }
  return roots;
}

// A number at the end keeps names apart, so that a name tells a place.
function drawName(dice: Dice, parts: readonly string[], at: number): string {
  let name = "N";
  for (let length = dice.below(6); length > 0; length--) name += dice.one(parts);
  return `${name}${at}`;
}

function preorder(roots: readonly Node[]): Node[] {
  return roots.flatMap((node) => [node, ...preorder(node.below)]);
}

interface Table {
  readonly text: string;
  readonly options: ImportOptions;
  readonly form: Form;
  readonly units: readonly Written[];
  readonly problems?: ReadonlySet<ImportProblem>;
}

const HEADS = {
  id: ["id", "ID", "Business Unit Id", "unit_id", "Unique-ID", "code"],
  parentId: ["parent_id", "Parent Id", "parent", "reports to", "PARENT-ID"],
  name: ["name", "Name", "Business_Unit Name", "title"],
};

function parentsOf(dice: Dice, roots: readonly Node[], style: Style): Table {
  const nodes = dice.chance(2) ? preorder(roots) : shuffled(dice, preorder(roots));
  const problems = new Set<ImportProblem>();
  const none = () => {
    const word = dice.one(["", "", "NULL", "-"]);
    if (word !== "") problems.add("NoParent");
    return word;
  };
  const isColourful = dice.chance(3);
  if (isColourful) problems.add("UnknownColumns");
  const columns = shuffled(dice, [
    { head: dice.one(HEADS.id), cell: (node: Node) => node.id },
    {
      head: dice.one(HEADS.parentId),
      cell: (node: Node) => node.above?.id ?? none(),
    },
    { head: dice.one(HEADS.name), cell: (node: Node) => node.name },
    ...(isColourful ? [{ head: "Colour", cell: () => dice.one(["", "red", "12"]) }] : []),
  ]);
  const units = nodes.map(({ id, above, name }) => ({ id, parentId: above?.id ?? null, name }));
  // A table without any parent is a list of units, and says so.
  const text = tableText(dice, columns, nodes, style, problems, dice.chance(4));
  return { text, options: {}, form: "parents", units, problems };
}

interface Line {
  readonly node: Node;
  readonly cells: readonly string[];
}

function levelsOf(dice: Dice, roots: readonly Node[], style: Style): Table {
  const nodes = preorder(roots);
  const depth = Math.max(...nodes.map((node) => namesOf(node).length));
  const hasIds = dice.chance(2);
  const way = dice.one(["repeated", "merged", "filled", "leaves"] as const);
  const rows = way === "leaves" ? nodes.filter(({ below }) => below.length === 0) : nodes;
  const title = dice.one(["Level ", "L", "tier_", "LEVEL"]);
  let before: string[] = [];
  const lines = rows.map((node) => {
    const names = namesOf(node);
    const cells = Array.from({ length: depth }, (_, level) => {
      if (way === "merged" && level < names.length - 1) return "";
      return names[level] ?? (way === "filled" ? (before[level] ?? "") : "");
    });
    if (way === "filled") before = cells;
    return { node, cells };
  });
  const columns = Array.from({ length: depth }, (_, level) => ({
    head: `${title}${level + 1}`,
    cell: ({ cells }: Line) => cells[level] ?? "",
  }));
  const id = { head: dice.one(HEADS.id), cell: ({ node }: Line) => node.id };
  const problems = new Set<ImportProblem>();
  const text = tableText(dice, hasIds ? [id, ...columns] : columns, lines, style, problems);
  const isNamed = (node: Node) => hasIds && rows.includes(node);
  return {
    text,
    options: {},
    form: "levels",
    units: placed(nodes, (node) => (isNamed(node) ? node.id : undefined)),
    problems,
  };
}

function pathsOf(dice: Dice, roots: readonly Node[], style: Style): Table {
  const nodes = preorder(roots);
  const separator = dice.one([" >> ", "~", "::>"]);
  const hasIds = dice.chance(2);
  const path = { head: "Path", cell: (node: Node) => namesOf(node).join(separator) };
  const id = { head: dice.one(HEADS.id), cell: (node: Node) => node.id };
  const problems = new Set<ImportProblem>();
  const text = tableText(dice, hasIds ? [id, path] : [path], nodes, style, problems);
  const units = placed(nodes, ({ id }) => (hasIds ? id : undefined));
  return { text, options: { pathSeparator: separator }, form: "path", units, problems };
}

function listOf(dice: Dice, form: Form, roots: readonly Node[], style: Style): Table {
  const nodes = preorder(roots);
  const isFlat = form === "names" || nodes.every(({ above }) => above === undefined);
  const width = dice.one([1, 2, 4]);
  const way = dice.one(["tabs", "blanks", "mixed"]);
  const isHead = dice.chance(3);
  const lines = nodes.map((node) => {
    const depth = isFlat ? 0 : namesOf(node).length - 1;
    const isTabs = way === "tabs" || (way === "mixed" && depth > 1 && dice.chance(2));
    return (
      (isTabs ? "\t" : " ".repeat(width)).repeat(depth) +
      cellText(dice, node.name, { ...style, separator: "\n", blanks: false })
    );
  });
  const text = joined(dice, isHead ? ["Name", ...lines] : lines, style);
  const flat = nodes.map(({ name, id }) => ({ id, name, above: undefined, below: [] }));
  const units = placed(isFlat ? flat : nodes, () => undefined);
  return { text, options: { form: isFlat ? "names" : form }, form: isFlat ? "names" : form, units };
}

/** What the reader must make of units without ids of their own: the names from the top. */
function placed(nodes: readonly Node[], idOf: (node: Node) => string | undefined): Written[] {
  const id = (node: Node): string => idOf(node) ?? `L:${JSON.stringify(namesOf(node))}`;
  return nodes.map((node) => ({
    id: id(node),
    parentId: node.above ? id(node.above) : null,
    name: node.name,
  }));
}

function namesOf(node: Node): string[] {
  return node.above ? [...namesOf(node.above), node.name] : [node.name];
}

interface Column<Row> {
  readonly head: string;
  cell(row: Row): string;
}

function tableText<Row>(
  dice: Dice,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  style: Style,
  problems: Set<ImportProblem>,
  hasTotal = false,
): string {
  const line = (cells: readonly string[]) => {
    // One column shows no separator: a TAB would be one, and so would an empty cell.
    const own = cells.length > 1 ? style : { ...style, blanks: false };
    const written = cells.map((cell) => cellText(dice, cell, own));
    const empty = cells.length > 1 && dice.chance(6) ? style.separator : "";
    return written.join(style.separator) + empty;
  };
  const head = line(columns.map(({ head }) => head));
  const lines = [head];
  const blank = () =>
    dice.one(["", style.separator === "\t" ? "" : "  ", style.separator.repeat(columns.length - 1)]);
  for (const row of rows) {
    if (dice.chance(12)) {
      lines.push(blank());
      problems.add("BlankRows");
    }
    lines.push(line(columns.map((column) => column.cell(row))));
    if (dice.chance(20)) {
      lines.push(line(columns.map(({ head }) => head)));
      problems.add("SecondHead");
    }
  }
  if (hasTotal) {
    problems.add("TotalRows");
    const isId = (head: string) => HEADS.id.includes(head);
    const first = columns.findIndex(({ head }) => !isId(head));
    lines.push(line(columns.map((_, place) => (place === first ? "Total" : ""))));
  }
  const before = dice.chance(6) ? ["", ""].slice(dice.below(2)) : [];
  const separatorLine = dice.chance(8) ? [`sep=${style.separator}`] : [];
  return joined(dice, [...separatorLine, ...before, ...lines], style);
}

function joined(dice: Dice, lines: readonly string[], { lineEnds }: Style): string {
  const ended = lines.map((line, at) => line + (at === lines.length - 1 ? "" : dice.one(lineEnds)));
  return ended.join("") + dice.one(["", dice.one(lineEnds), "\n", "\r\n", "\n\n", "\r\n\r\n"]);
}

function cellText(dice: Dice, text: string, { separator, quote, quoting, blanks }: Style): string {
  const isNeeded =
    text.includes(separator) || /[\r\n]/.test(text) || text.startsWith(quote) || /^[ \t]|[ \t]$/.test(text);
  // A number of quotes inside of a cell without quotes is text, as some programs write it.
  const isQuoted = isNeeded || quoting === "all" || (quoting === "some" && dice.chance(2));
  const cell = isQuoted ? quote + text.replaceAll(quote, quote + quote) + quote : text;
  if (!blanks) return cell;
  const blank = () => dice.one(["", " ", "  ", separator === "\t" ? "" : "\t"]);
  return blank() + cell + blank();
}

function shuffled<T>(dice: Dice, values: readonly T[]): T[] {
  const left = [...values];
  return values.map(() => left.splice(dice.below(left.length), 1)[0] as T);
}

const WINDOWS_1252 = new Map([["€", 0x80]]);

function encoded(
  dice: Dice,
  text: string,
  isLatin: boolean,
  options: ImportOptions,
): Pick<Case, "data" | "options"> {
  if (isLatin) {
    const bytes = Uint8Array.from(
      text,
      (character) => WINDOWS_1252.get(character) ?? character.charCodeAt(0),
    );
    return { data: bytes, options: { ...options, encoding: "windows-1252" } };
  }
  const utf8 = () => new TextEncoder().encode(text);
  const wide = (mark: string) => new Uint8Array(Buffer.from(mark + text, "utf16le"));
  switch (dice.below(6)) {
    case 0:
      return { data: text, options };
    case 1:
      return { data: `\ufeff${text}`, options };
    case 2:
      return { data: utf8(), options };
    case 3:
      return { data: wide("\ufeff"), options };
    case 4:
      return { data: new Uint8Array(Buffer.from(wide("\ufeff")).swap16()), options };
    default:
      return { data: wide(""), options: { ...options, encoding: "utf-16le" } };
  }
}
