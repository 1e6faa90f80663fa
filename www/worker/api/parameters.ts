import * as v from "valibot";
import { FORMS } from "../view/views.ts";

/** What can be a region: eight are known, and the set grows. */
export const REGION_PATTERN = /^[A-Z]{2,8}$/;

const LONGEST_TEXT = 200;
const MOST_HITS = 1_000;

interface Longest extends v.CheckAction<string, string> {
  maxLength: number;
}

// JSON Schema counts code points, and valibot's own `maxLength` units of UTF-16.
function atMost(maxLength: number, message: string): Longest {
  return { ...v.check((text: string) => [...text].length <= maxLength, message), maxLength };
}

// Messages end a sentence that begins with the parameter's name.
export const accountId = v.pipe(
  v.string(),
  v.regex(/^(?:b\.)?[A-Za-z0-9-]{1,64}$/, "is not one that Autodesk gives"),
  v.description("The account's id, or its hub's, which begins with `b.`"),
  v.examples(["e3d5ef8d-5c37-4b9d-925d-1e6d24753ace"]),
);

export const unitId = v.pipe(
  v.string(),
  v.minLength(1),
  v.description("A unit's id exactly as the listing has it, percent-encoded"),
);

export const region = v.optional(
  v.pipe(
    v.string(),
    v.regex(REGION_PATTERN, "is not one of 2 to 8 capital letters, such as EMEA"),
    v.description("Where Autodesk keeps the account; it assumes US where nothing is said"),
  ),
);

export const account = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]{1,64}$/, "is not the name of an account"),
    v.description("One of the sandbox's iMocha accounts; a real key has its own, and then this is refused"),
  ),
);

export const as = v.optional(
  v.pipe(
    v.picklist(FORMS, `is not one of ${FORMS.join(", ")}`),
    v.description("How the listing is shown: rows in preorder, nested roots, a table, or a picture"),
  ),
  "flat",
);

export const q = v.pipe(
  v.string(),
  atMost(LONGEST_TEXT, `is longer than ${LONGEST_TEXT} characters`),
  v.description("What the names of units are searched for; letter case and accents do not matter"),
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
