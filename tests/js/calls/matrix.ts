import { type Cell, RUNTIMES, type Runtime } from "./case.ts";

/** What came of every case in each runtime that was asked. */
export type Matrix = Map<Runtime, readonly Cell[]>;

const MOST_SKIPS = 15;

/** Each group in a line, with how many of its cases passed in which runtime. */
export function summary(matrix: Matrix): string {
  const runtimes = [...matrix.keys()];
  const groups = new Set(rowsOf(matrix).map(({ group }) => group));
  const lines = [...groups].map((name) => [
    name,
    ...runtimes.map((runtime) => tally(cellsOf(matrix, runtime, name))),
  ]);
  return table([["", ...runtimes], ...lines]);
}

/** Every case in every runtime, and the reasons of what was skipped, as Markdown. */
export function wholeMatrix(matrix: Matrix): string {
  const runtimes = [...matrix.keys()];
  const lines = rowsOf(matrix).map(({ group, name }) => {
    const cells = runtimes.map((runtime) =>
      mark(cellsOf(matrix, runtime, group).find((cell) => cell.name === name)),
    );
    return `| ${group}: ${name} | ${cells.join(" | ")} |`;
  });
  const head = [`| case | ${runtimes.join(" | ")} |`, `|---|${"---|".repeat(runtimes.length)}`];
  return [...head, ...lines, "", ...reasons(matrix), ""].join("\n");
}

/** Each case once. Groups come in the order in which the first runtime that has them began them. */
function rowsOf(matrix: Matrix): Pick<Cell, "group" | "name">[] {
  const rows = new Map([...matrix.values()].flat().map((cell) => [`${cell.group}: ${cell.name}`, cell]));
  const groups = [...new Set([...rows.values()].map(({ group }) => group))];
  return groups.flatMap((group) => [...rows.values()].filter((row) => row.group === group));
}

/** What failed: cells, and columns that skip too much. */
export function complaints(matrix: Matrix): string[] {
  return [...matrix].flatMap(([runtime, cells]) => [
    ...cells.flatMap((cell) =>
      cell.failures.map((failure) => `${runtime}: ${cell.group}: ${cell.name}: ${failure}`),
    ),
    ...tooManySkips(runtime, cells),
    ...missing(matrix, runtime),
  ]);
}

/** How many cells passed, failed and were skipped. */
export function counts(cells: readonly Cell[]): { passed: number; failed: number; skipped: number } {
  const failed = cells.filter(({ failures }) => failures.length > 0).length;
  const skipped = cells.filter((cell) => cell.skipped !== undefined).length;
  return { passed: cells.length - failed - skipped, failed, skipped };
}

function tooManySkips(runtime: Runtime, cells: readonly Cell[]): string[] {
  const { skipped } = counts(cells);
  const most = runtime === "node" ? 0 : MOST_SKIPS;
  const groups = new Set(cells.map(({ group }) => group));
  const empty = [...groups].filter((group) => {
    const own = cells.filter((cell) => cell.group === group);
    return own.every((cell) => cell.skipped !== undefined);
  });
  return [
    ...(skipped > most ? [`${runtime}: ${skipped} cases are skipped, more than ${most}`] : []),
    ...empty.map((group) => `${runtime}: the whole group ${group} is skipped`),
  ];
}

function missing(matrix: Matrix, runtime: Runtime): string[] {
  const own = cellsOf(matrix, runtime);
  const isOwn = (row: Pick<Cell, "group" | "name">) =>
    own.some(({ group, name }) => group === row.group && name === row.name);
  const rows = rowsOf(matrix).filter((row) => !isOwn(row));
  return rows.map(({ group, name }) => `${runtime}: ${group}: ${name}: was not played`);
}

function cellsOf(matrix: Matrix, runtime: Runtime, group?: string): Cell[] {
  return (matrix.get(runtime) ?? []).filter((cell) => group === undefined || cell.group === group);
}

function tally(cells: readonly Cell[]): string {
  const { passed, failed, skipped } = counts(cells);
  const notes = [failed > 0 ? `${failed} failed` : "", skipped > 0 ? `${skipped} skipped` : ""];
  return [String(passed), ...notes.filter((note) => note !== "")].join(", ");
}

function mark(cell: Cell | undefined): string {
  if (cell === undefined) return "missing";
  if (cell.skipped !== undefined) return "skipped";
  return cell.failures.length > 0 ? "FAILED" : `${cell.ms} ms`;
}

function reasons(matrix: Matrix): string[] {
  const lines = [...matrix].flatMap(([runtime, cells]) =>
    cells.flatMap(({ group, name, skipped }) =>
      skipped === undefined ? [] : [`- ${runtime} skips ${group}: ${name}: ${skipped}`],
    ),
  );
  return lines;
}

function table(rows: readonly string[][]): string {
  const widths = RUNTIMES.map(
    (_, column) => Math.max(...rows.map((row) => row[column + 1]?.length ?? 0)) + 2,
  );
  const first = Math.max(...rows.map(([name = ""]) => name.length)) + 2;
  return rows
    .map(
      ([name = "", ...cells]) =>
        name.padEnd(first) + cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(""),
    )
    .map((line) => line.trimEnd())
    .join("\n");
}
