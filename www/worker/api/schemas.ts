import type { DefectKind } from "business-units";
import * as v from "valibot";
import { providers } from "../../providers/list.mjs";
import { problemCodes } from "../problem.ts";

// The schemas of the answers, for the description of the API. Answers are made from trees; a test compares both.

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.nullable(v.string());
const time = v.pipe(v.string(), v.isoTimestamp());
const provider = v.picklist(providers.map(({ id }) => id));

const unitMembers = {
  row: whole,
  index: whole,
  id: v.string(),
  parentId: text,
  name: text,
  description: text,
  path: text,
  accountId: text,
  createdAt: text,
  updatedAt: text,
  depth: whole,
  size: v.pipe(v.number(), v.integer(), v.minValue(1)),
};

export const Unit = v.pipe(
  v.strictObject(unitMembers),
  v.description(
    "A unit with its place in the tree: rows count in preorder, and a subtree is `size` rows from `row` on",
  ),
);

interface Nested extends v.InferOutput<typeof Unit> {
  children: Nested[];
}

export const NestedUnit: v.GenericSchema<Nested> = v.pipe(
  v.strictObject({ ...unitMembers, children: v.array(v.lazy((): v.GenericSchema<Nested> => NestedUnit)) }),
  v.description("A unit with the units below it"),
);

// The compiler finds a kind that is missing here.
const DEFECT_KINDS: Readonly<Record<DefectKind, true>> = {
  EmptyId: true,
  DuplicateId: true,
  MissingParent: true,
  SelfParent: true,
  Cycle: true,
  OtherAccount: true,
  PathMismatch: true,
  CountMismatch: true,
};

export const Defect = v.pipe(
  v.looseObject({
    kind: v.picklist(Object.keys(DEFECT_KINDS)),
    severity: v.picklist(["error", "info"]),
    message: v.string(),
    row: v.optional(whole),
    id: v.optional(v.string()),
  }),
  v.description("Something wrong in the listing; each kind has more members"),
);

const head = {
  asOf: v.pipe(time, v.description("When the listing was fetched")),
  stale: v.optional(v.pipe(v.literal(true), v.description("It may have changed since"))),
  provider,
  accountId: text,
  region: text,
};

export const Listing = v.strictObject({
  ...head,
  count: v.optional(v.pipe(whole, v.description("How many units the provider says there are"))),
  warnings: v.array(v.string()),
  defects: v.array(Defect),
  units: v.array(Unit),
});

export const NestedListing = v.strictObject({ ...head, roots: v.array(NestedUnit) });

export const OneUnit = v.strictObject({
  ...head,
  unit: Unit,
  subtreeIds: v.pipe(v.array(v.string()), v.description("Its own id and those of all below it, in preorder")),
});

export const Hits = v.strictObject({
  ...head,
  hits: v.array(
    v.strictObject({
      unit: Unit,
      ranges: v.pipe(
        v.array(v.strictTuple([whole, whole])),
        v.description("The found parts of the name, half-open, in UTF-16 units"),
      ),
    }),
  ),
});

export const Defects = v.strictObject({
  ...head,
  size: v.pipe(whole, v.description("How many units the listing has")),
  warnings: v.array(v.string()),
  defects: v.array(Defect),
});

export const Accounts = v.strictObject({
  sandbox: v.pipe(v.boolean(), v.description("Every account is invented")),
  accounts: v.array(
    v.strictObject({
      provider,
      accountId: v.optional(v.string()),
      region: v.optional(v.string()),
      name: v.string(),
      about: v.optional(v.string()),
    }),
  ),
});

export const Health = v.strictObject({
  status: v.literal("ok"),
  upstream: v.picklist(["live", "sandbox", "none"]),
});

export const Problem = v.pipe(
  v.looseObject({
    type: v.pipe(v.string(), v.startsWith("urn:business-units:problem:")),
    title: v.string(),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    detail: v.string(),
    code: v.picklist(problemCodes),
    provider: v.optional(provider),
    upstreamStatus: v.optional(v.pipe(v.number(), v.integer())),
    reason: v.optional(v.string()),
    hint: v.optional(v.string()),
    requestId: v.optional(v.string()),
    retryAfterMs: v.optional(v.pipe(v.number(), v.minValue(0))),
    budgetExhausted: v.optional(v.boolean()),
  }),
  v.description("RFC 9457. The code is promised, the sentences are not"),
);
