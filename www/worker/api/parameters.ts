import * as v from "valibot";
import type { ParameterFacts } from "../../providers/facts.ts";
import { FORMS } from "../view/views.ts";

const LONGEST_TEXT = 200;
const MOST_HITS = 1_000;

interface Longest extends v.CheckAction<string, string> {
  maxLength: number;
}

// JSON Schema counts code points; valibot's own `maxLength` counts UTF-16 units.
function atMost(maxLength: number, message: string): Longest {
  return { ...v.check((text: string) => [...text].length <= maxLength, message), maxLength };
}

/** Returns the schema of a parameter that a provider describes. */
export function schemaOf(parameter: ParameterFacts): v.GenericSchema<string> {
  const { pattern, refusal, about, example } = parameter;
  const described = v.pipe(v.string(), v.regex(pattern, refusal), v.description(about));
  return example === undefined ? described : v.pipe(described, v.examples([example]));
}

export const unitId = v.pipe(
  v.string(),
  v.minLength(1),
  v.description("A unit's id exactly as the listing has it, percent-encoded"),
);

export const as = v.optional(
  v.pipe(
    v.picklist(FORMS, `is not one of ${FORMS.join(", ")}`),
    v.description("The form of the listing: rows in preorder, nested roots, a table, or a picture"),
  ),
  "flat",
);

export const bom = v.optional(
  v.pipe(
    v.picklist(["0", "1"], "is not 0 or 1"),
    v.description("1 begins a table with a byte order mark, by which Excel knows UTF-8"),
  ),
  "0",
);

// A message ends a sentence that begins with the name of the parameter.
export const q = v.pipe(
  v.string(),
  atMost(LONGEST_TEXT, `is longer than ${LONGEST_TEXT} characters`),
  v.description("The text to search for in the names of units; letter case and accents do not matter"),
  v.examples(["west"]),
);

const HITS = `is not a whole number from 1 to ${MOST_HITS}`;

export const limit = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,3}$/, HITS),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(MOST_HITS, HITS),
    v.description("The most hits"),
  ),
  "20",
);
