import { buildTree, readTree, type UnitRecord, type UnitTree } from "business-units/tree";
import type { Arrived } from "../listing.ts";
import { sizeText } from "../words.ts";
import type { Reader } from "./reader.ts";
import { lineAt, refusal } from "./refusal.ts";

// A nested list is parsed as a whole, which takes several times its size in memory.
const LARGEST_NESTED = 64_000_000;
const HEAD = 262_144;

/** Reads an answer: an object that holds a list. */
export const readObject: Reader = async (file, signal, onProgress) => {
  const tell = (progress: Arrived) => onProgress({ ...progress, total: file.size });
  try {
    return { tree: await readTree(file.stream(), { signal, onProgress: tell }) };
  } catch (error) {
    throw await placed(error, file);
  }
};

/** Reads a bare list: the records of `toArray`, the nested ones of `toJSON`, or either service's units. */
export const readList: Reader = async (file, signal, onProgress) => {
  const head = await file.slice(0, HEAD).text();
  if (isNested(head)) return { tree: await nestedTree(file, signal) };
  const opening = `{"${listKeyOf(head)}":`;
  const mark = await markOf(file);
  const whole = new Blob([opening, file.slice(mark), "}"]);
  const tell = ({ bytes, units }: Arrived) => onProgress({ bytes, units, total: whole.size });
  try {
    return { tree: await readTree(whole.stream(), { signal, onProgress: tell }) };
  } catch (error) {
    throw await placed(error, file, opening.length - mark);
  }
};

// Where a byte order mark ends. The text of a Blob never has one.
async function markOf(file: File): Promise<number> {
  const [first] = new Uint8Array(await file.slice(0, 1).arrayBuffer());
  return first === 0xef ? 3 : 0;
}

// No text can hold these: a quote inside of one has a backslash before it.
function isNested(head: string): boolean {
  return /[{,]\s*"children"\s*:\s*\[/.test(head);
}

function listKeyOf(head: string): string {
  if (/[{,]\s*"businessunitid"\s*:/i.test(head)) return "businessUnits";
  return /[{,]\s*"(?:parent_id|account_id|created_at)"\s*:/.test(head) ? "business_units" : "units";
}

async function nestedTree(file: File, signal: AbortSignal): Promise<UnitTree> {
  if (file.size > LARGEST_NESTED)
    throw refusal("FILE_TOO_LARGE", {
      detail: `Nested JSON of ${sizeText(file.size)} does not fit into a page's memory.`,
      hint: "Save the units as a flat list: the page's own JSON, or toArray() instead of toJSON().",
    });
  const text = await file.text();
  signal.throwIfAborted();
  return buildTree(flat(parsed(text)));
}

function parsed(text: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[];
  } catch (error) {
    throw refusal("ERR_JSON", { detail: String((error as Error).message), hint: CUT });
  }
}

/** The records without their nesting, which their parents' ids say too. */
function flat(nested: readonly unknown[]): UnitRecord[] {
  const records: UnitRecord[] = [];
  const due = [...nested].reverse();
  while (due.length > 0) {
    const { children, ...record } = due.pop() as UnitRecord & { children?: unknown };
    records.push(record);
    if (Array.isArray(children)) for (const child of [...children].reverse()) due.push(child);
  }
  return records;
}

const CUT = "It was cut short or edited by hand. Export or download it again.";
const NO_LISTING = "Choose the file that holds the list itself: business_units, businessUnits or units.";

/** What the package found, with the line where it found it. */
async function placed(error: unknown, file: File, before = 0): Promise<unknown> {
  const { code, message, pointer, offset } = error as Record<string, unknown>;
  if (code !== "ERR_JSON" && code !== "ERR_SHAPE") return error;
  const at = typeof offset === "number" ? Math.max(0, offset - before) : undefined;
  const where = typeof pointer === "string" && pointer !== "" ? pointer : await lineOf(file, at);
  return refusal(code, {
    // Its byte is counted from where we began, and not from where the file does.
    detail: String(message).replace(/ at byte \d+/, ""),
    hint: code === "ERR_JSON" ? CUT : NO_LISTING,
    ...(where !== undefined && { where }),
  });
}

async function lineOf(file: File, offset: number | undefined): Promise<string | undefined> {
  if (offset === undefined) return undefined;
  const line = lineAt(await file.slice(0, offset).text(), Number.POSITIVE_INFINITY);
  return `${line}, byte ${offset} of the file`;
}
