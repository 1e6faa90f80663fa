import { idsAtRisk } from "business-units/export";
import { breathing } from "../breath.ts";
import type { Loaded } from "../loaded.ts";
import { counted } from "../words.ts";

const SLICE = 5_000;

/** A sentence about the ids that a spreadsheet would change in a table; empty where there are none. */
export async function riskSentence({ tree }: Pick<Loaded, "tree">): Promise<string> {
  const breath = breathing();
  let first: string | undefined;
  let count = 0;
  for (let from = 0; from < tree.size; from += SLICE) {
    for (const { id } of idsAtRisk(tree, { rows: { from, to: from + SLICE } })) {
      first ??= id;
      count += 1;
    }
    await breath();
  }
  if (first === undefined) return "";
  return `A spreadsheet would change ${counted(count, "id")}, such as ${first}: let it import the column as text.`;
}
