import { type Imported, type ImportOptions, readTableInSteps } from "business-units/import";
import { BusinessUnitsError, readTree, type UnitTree } from "business-units/tree";
import { breathing } from "../breath.ts";
import { sizeText } from "../words.ts";
import { importNotes } from "./import-notes.ts";
import type { Reader } from "./reader.ts";
import { refusal } from "./refusal.ts";

// Text takes twice its size in memory, and the longest that a browser can make is half a billion characters.
const LARGEST = 256_000_000;
const MAX_ROWS = 1_000_000;
const SLICE = 1_000;

type Asked = Parameters<Reader>;

/** Reads tables and lists of units, whatever program wrote them. */
export const readCsv: Reader = async (file, signal, onProgress) => {
  if (file.size > LARGEST) throw tooLarge(file);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const asked: Asked = [file, signal, onProgress];
  const read = await imported(bytes, {}, asked);
  // What Excel writes in western countries.
  const isUtf8 = read.problems.every(({ kind }) => kind !== "NotUtf8");
  const table = isUtf8 ? read : await imported(bytes, { encoding: "windows-1252" }, asked);
  return { tree: await treeOf(table, asked), notes: importNotes(table, isUtf8) };
};

async function imported(bytes: Uint8Array, options: ImportOptions, asked: Asked): Promise<Imported> {
  const [file, signal, onProgress] = asked;
  const breath = breathing();
  const steps = readTableInSteps(bytes, { ...options, maxRows: MAX_ROWS });
  for (;;) {
    const { done, value } = next(steps);
    if (done) return value;
    onProgress({ bytes: Math.round(value.share * file.size), units: value.rows, total: file.size });
    await breath();
    signal.throwIfAborted();
  }
}

function next<Step>(steps: Iterator<Step, Imported>): IteratorResult<Step, Imported> {
  try {
    return steps.next();
  } catch (error) {
    throw error instanceof BusinessUnitsError && error.code === "ERR_SHAPE" ? noTable(error.message) : error;
  }
}

function treeOf({ units }: Imported, [file, signal, onProgress]: Asked): Promise<UnitTree> {
  const tell = (progress: { units: number }) => {
    onProgress({ bytes: file.size, units: progress.units, total: file.size });
  };
  return readTree(asListing(units), { signal, onProgress: tell });
}

/** The units as the worker would answer them, in pieces, so that the page stays alive while the tree is built. */
function asListing(units: Imported["units"]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const breath = breathing();
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await breath();
      const slice = units.slice(at, at + SLICE).map((unit) => JSON.stringify(unit));
      const before = at === 0 ? '{"units":[' : ",";
      at += SLICE;
      const isLast = at >= units.length;
      controller.enqueue(encoder.encode(before + slice.join(",") + (isLast ? "]}" : "")));
      if (isLast) controller.close();
    },
  });
}

function noTable(detail: string): Error {
  return refusal("FILE_COLUMNS", {
    detail,
    where: "Line 1",
    hint: "The first line must name the columns: id, parent_id and name, as admin_business_units.csv and this page's own tables do.",
  });
}

function tooLarge({ size }: File): Error {
  const detail = `A table of ${sizeText(size)} does not fit into a page's memory; ${sizeText(LARGEST)} do.`;
  return refusal("FILE_TOO_LARGE", { detail, hint: "Use JSON, which is read piece by piece." });
}
