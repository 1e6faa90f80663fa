import type { TableProblem } from "../import.js";
import type { UnitInput } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import { Failure } from "./failure.js";
import { openFile } from "./input.js";
import type { Options } from "./options.js";
import { readTable } from "./table.js";

/** A listing that was read. */
export interface Listing {
  tree: UnitTree;
  region: string | null;
  /** What was wrong with the table that it was read from. */
  problems: readonly TableProblem[];
  /** What the reader of the table decided where there was a choice. */
  guessed: readonly string[];
}

/** Reads a listing from the bytes of a file or of an answer: JSON, or a table. */
export async function listingOf(
  bytes: Uint8Array,
  options: Options,
  knownIds?: readonly string[],
): Promise<Listing> {
  const head = headOf(bytes);
  assertPlain(bytes);
  assertKnownVersion(head);
  const first = head.trimStart()[0];
  if (first === "[") return fromTree(await treeOf(unitsIn(bytes)), null);
  if (first === "{" || first === undefined) return fromTree(await treeOf(bytes), regionIn(head));
  const { units, problems, guessed } = await readTable(bytes, options, knownIds);
  return { ...fromTree(await treeOf(units), null), problems, guessed };
}

/** Reads a listing from a file that is a JSON object, in chunks; returns nothing for another file. */
export async function listingIn(file: string): Promise<Listing | undefined> {
  const opened = openFile(file);
  if (opened === undefined) return undefined;
  try {
    const head = headOf(opened.head);
    assertKnownVersion(head);
    if (head.trimStart()[0] !== "{") return undefined;
    const { readTree } = await import("../tree/entry.node.js");
    return fromTree(await readTree(opened.stream), regionIn(head));
  } finally {
    opened.close();
  }
}

/** Returns a listing that is a tree already. */
export function fromTree(tree: UnitTree, region: string | null): Listing {
  return { tree, region, problems: [], guessed: [] };
}

async function treeOf(input: Uint8Array | readonly UnitInput[]): Promise<UnitTree> {
  const { buildTree } = await import("../tree/entry.node.js");
  return buildTree(input);
}

const HEAD_BYTES = 1_024;

function headOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
}

function regionIn(head: string): string | null {
  return /^\s*\{[^[{]*"region":"([A-Za-z]+)"/.exec(head)?.[1]?.toUpperCase() ?? null;
}

function assertPlain([first, second]: Uint8Array): void {
  if (first !== 0x1f || second !== 0x8b) return;
  const hint = "For example: gunzip -c FILE | business-units tree -";
  throw new Failure("ERR_SHAPE", "This is a gzip file: unpack it first.", { hint });
}

/** Throws for a document of ours in a version that this program does not know. */
function assertKnownVersion(head: string): void {
  const [, format = "", version] = /^\s*\{\s*"format":\s*"(business-units-\w+)\/(\d+)"/.exec(head) ?? [];
  if (version === undefined || version === "1") return;
  const message = `This is a ${format} of version ${version}, and this program reads version 1.`;
  throw new Failure("ERR_SHAPE", message, { hint: "Install a newer version of business-units." });
}

/** Returns the units of a JSON array. */
function unitsIn(bytes: Uint8Array): UnitInput[] {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Failure("ERR_JSON", "This is not JSON: it begins as an array and does not end as one.");
  }
}
