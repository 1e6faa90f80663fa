import type { Listing } from "../listing.ts";
import { ProblemError } from "../server/problem.ts";
import { sizeText } from "../words.ts";
import { kindOf } from "./kind.ts";
import { readList, readObject } from "./read-json.ts";
import type { Reader } from "./reader.ts";
import { refusal } from "./refusal.ts";

const HEAD = 4_096;
const READABLE =
  "Drop the JSON of either service, a JSON or CSV file that this page saved, or admin_business_units.csv.";

/** Reads a file into a tree, whatever its name says. The caller frees the tree. */
export const readFile = async (...asked: Parameters<Reader>): Promise<Listing> => {
  const [file] = asked;
  if (file.size === 0) throw refusal("FILE_EMPTY", { hint: "Export or download it again." });
  try {
    const head = latin1(await file.slice(0, HEAD).arrayBuffer());
    const read = await readerOf(head);
    return { asOf: asOfIn(head) ?? file.lastModified, ...(await read(...asked)) };
  } catch (error) {
    throw isUnreadable(error) ? unreadable(file) : error;
  }
};

async function readerOf(head: string): Promise<Reader> {
  const kind = kindOf(head);
  if (kind === "object") return readObject;
  if (kind === "list") return readList;
  if (kind === "table") return (await import("./read-csv.ts")).readCsv;
  throw refusal("FILE_KIND", { detail: `It is ${kind.foreign}.`, hint: READABLE });
}

/** When the worker's answer in this file was so, by its own first words. */
function asOfIn(head: string): number | undefined {
  const [, text = ""] = /^\s*\{\s*"asOf":\s*"([^"]{10,40})"/.exec(head) ?? [];
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function latin1(bytes: ArrayBuffer): string {
  return String.fromCharCode(...new Uint8Array(bytes));
}

// Browsers say so of a file that was changed, moved or deleted since it was chosen.
function isUnreadable(error: unknown): boolean {
  return !(error instanceof ProblemError) && error instanceof DOMException && error.name !== "AbortError";
}

function unreadable({ name, size }: File): ProblemError {
  const detail = `${name} (${sizeText(size)}) was changed, moved or deleted since you chose it.`;
  return refusal("FILE_UNREADABLE", { detail, hint: "Choose it again." });
}
