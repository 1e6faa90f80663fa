import { csvLevelsPieces, csvPieces, svg } from "business-units/export";
import { breathing } from "../breath.ts";
import { titleOf } from "../listing.ts";
import type { Loaded } from "../loaded.ts";
import { listingFileName } from "../model/file-name.ts";
import { saveFile } from "../saved-file.ts";
import { jsonPieces } from "./json-pieces.ts";
import { riskSentence } from "./risk.ts";

const CSV = "text/csv;charset=utf-8";
const SVG = "image/svg+xml";

interface Form {
  readonly ending: string;
  readonly type: string;
  pieces(loaded: Loaded): Iterable<string>;
}

/** The forms in which a whole listing can be saved. */
export const forms = {
  csv: {
    ending: ".csv",
    type: CSV,
    pieces: ({ tree }) => csvPieces(tree, { bom: true }),
  },
  levels: {
    ending: "-levels.csv",
    type: CSV,
    pieces: ({ tree }) => csvLevelsPieces(tree, { bom: true }),
  },
  json: { ending: ".json", type: "application/json", pieces: jsonPieces },
  icicle: {
    ending: "-icicle.svg",
    type: SVG,
    pieces: ({ tree, title }) => [svg(tree, { as: "icicle", title })],
  },
  chart: {
    ending: "-chart.svg",
    type: SVG,
    pieces: ({ tree, title }) => [svg(tree, { as: "chart", title })],
  },
} satisfies Record<string, Form>;

/** One of them. */
export type FormName = keyof typeof forms;

/** Hands the browser the whole listing, and gives the file's name, with a warning where a spreadsheet would change ids. */
export async function saveListing(loaded: Loaded, form: FormName): Promise<string> {
  const { ending, type, pieces }: Form = forms[form];
  const name = listingFileName(calledBy(loaded), loaded.asOf, ending);
  saveFile(name, type, ...(await blobs(pieces(loaded))));
  const risk = type === CSV ? await riskSentence(loaded) : "";
  return risk === "" ? name : `${name}. ${risk}`;
}

// A file's own ending would stand in the middle of the new name.
function calledBy({ origin }: Loaded): string {
  const title = titleOf(origin);
  return origin.kind === "file" ? title.replace(/\.\w{1,5}$/, "") : title;
}

// How many pieces stand in the page's own memory: a Blob keeps them outside.
const HELD = 64;

async function blobs(pieces: Iterable<string>): Promise<Blob[]> {
  const kept: Blob[] = [];
  const held: string[] = [];
  const breath = breathing();
  for (const piece of pieces) {
    held.push(piece);
    if (held.length === HELD) kept.push(new Blob(held.splice(0)));
    await breath();
  }
  return [...kept, new Blob(held)];
}
