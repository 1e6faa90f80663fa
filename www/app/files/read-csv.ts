import { readTree } from "business-units/tree";
import { breathing } from "../breath.ts";
import { ProblemError } from "../server/problem.ts";
import { counted, sizeText } from "../words.ts";
import { type Columns, columnsOf } from "./columns.ts";
import type { Reader } from "./reader.ts";
import { refusal } from "./refusal.ts";
import { unitOf } from "./row-units.ts";
import { Table } from "./table.ts";
import { decoded } from "./text.ts";

// Text takes twice its size in memory, and the longest that a browser can make is half a billion characters.
const LARGEST = 256_000_000;
const MOST_NAMED = 8;

/** Reads the vendor's `admin_business_units.csv`, our own tables, and tables that have at least an id. */
export const readCsv: Reader = async (file, signal, onProgress) => {
  if (file.size > LARGEST) throw tooLarge(file);
  const { text, encoding } = decoded(await file.arrayBuffer());
  const table = new Table(text);
  const columns = columnsOf(table.head);
  if (!columns.places.has("id")) throw noIds(table.head);
  const tell = ({ units }: { units: number }) => {
    onProgress({ bytes: Math.round(table.share * file.size), units, total: file.size });
  };
  try {
    const tree = await readTree(asListing(table, columns), { signal, onProgress: tell });
    return { tree, notes: [...encodingNotes(encoding), ...columnNotes(columns)] };
  } catch (error) {
    // What is wrong with the table arrives as the failure of a stream.
    const { cause } = error as Error;
    throw cause instanceof ProblemError ? cause : error;
  }
};

/** The table as the worker would answer it, made while it is read. */
function asListing(table: Table, columns: Columns): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = jsonOf(table, columns);
  const breath = breathing();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await breath();
      const { done, value } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

function* jsonOf(table: Table, columns: Columns): Generator<string, void, undefined> {
  let before = '{"units":[';
  for (const rows of table.pieces()) {
    const units = rows.map((row) => JSON.stringify(unitOf(columns, row)));
    if (units.length === 0) continue;
    yield before + units.join(",");
    before = ",";
  }
  yield before === "," ? "]}" : `${before}]}`;
}

function encodingNotes(encoding: string): string[] {
  if (encoding !== "windows-1252") return [];
  return ["The file is not UTF-8 and was read as Windows-1252: check names with accents."];
}

function columnNotes({ unknown }: Columns): string[] {
  return unknown.length === 0 ? [] : [`${counted(unknown.length, "column")} not read: ${listed(unknown)}.`];
}

function noIds(head: readonly string[]): Error {
  return refusal("FILE_COLUMNS", {
    detail: `Its first line is: ${listed(head)}`,
    where: "Line 1",
    hint: "The first line must name the columns: id, parent_id and name, as admin_business_units.csv and this page's own tables do.",
  });
}

function tooLarge({ size }: File): Error {
  const detail = `A table of ${sizeText(size)} does not fit into a page's memory; ${sizeText(LARGEST)} do.`;
  return refusal("FILE_TOO_LARGE", { detail, hint: "Use JSON, which is read piece by piece." });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => name.slice(0, 40));
  return shown.join(", ") + (names.length > MOST_NAMED ? ", …" : "");
}
