import { jsonOf, ndjsonOf } from "./json.js";
import type { Listing } from "./listing.js";
import { outline } from "./outline.js";
import type { Piece } from "./output.js";
import type { Paint } from "./paint.js";

/** How the text is drawn. */
export interface TextOptions {
  levels?: number | undefined;
  ids?: boolean;
  paint: Paint;
}

type Write = (listing: Listing, text: TextOptions) => Iterable<Piece> | Promise<Iterable<Piece>>;

const exports = () => import("../export.js");

const WRITERS = {
  text: ({ tree }, { levels = Number.POSITIVE_INFINITY, ids = false, paint }) =>
    outline(tree, { levels, ids, paint }),
  json: jsonOf,
  ndjson: ndjsonOf,
  nested: ({ tree }) => [`${JSON.stringify(tree.toJSON())}\n`],
  csv: async ({ tree }) => (await exports()).csvPieces(tree),
  "csv-levels": async ({ tree }) => (await exports()).csvLevelsPieces(tree),
  md: async ({ tree }) => [(await exports()).markdown(tree)],
  mermaid: async ({ tree }) => [(await exports()).mermaid(tree)],
  dot: async ({ tree }) => [(await exports()).dot(tree)],
  drawio: async ({ tree }) => [(await exports()).drawio(tree)],
  svg: async ({ tree }) => [`${(await exports()).svg(tree).trimEnd()}\n`],
  // Exactly the bytes that the digest is of: no line end.
  snapshot: async ({ tree, region }) => [(await import("../snapshot.js")).snapshot(tree, { region })],
} satisfies Record<string, Write>;

/** The name of a format, as `--as` takes it. */
export type Format = keyof typeof WRITERS;

/** The names of all formats. */
export const FORMATS = Object.keys(WRITERS) as Format[];

/** Writes a listing in a format, in pieces. */
export async function written(listing: Listing, format: Format, text: TextOptions): Promise<Iterable<Piece>> {
  const write: Write = WRITERS[format];
  return await write(listing, text);
}

/** Returns a sentence about ids that a spreadsheet would change, when a table has such ids. */
export async function warningFor({ tree }: Listing, format: Format): Promise<string | undefined> {
  if (format !== "csv" && format !== "csv-levels") return undefined;
  const [first, ...more] = (await exports()).idsAtRisk(tree);
  if (first === undefined) return undefined;
  const count = more.length + 1;
  const which = count === 1 ? `The id ${first.id}` : `${count} ids, such as ${first.id},`;
  return `${which} would be changed by a spreadsheet that opens the table: import its ids as text.`;
}
