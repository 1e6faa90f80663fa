import { AUTODESK_ACCOUNTS } from "../../catalog/autodesk.ts";
import { uuid } from "./deterministic.ts";
import { type AutodeskRow, autodeskListing } from "./listing.ts";

const SEED = 666;
const ROOT = uuid(SEED, 0);
const ROOT_NAME = "Hostile <b>names</b>";
const PROTO_NAME = "The id of this unit is __proto__";
const SENT = "2024-02-29T23:59:59.999Z";

/** A record with an undocumented field, whose key would set a prototype if it were assigned. */
interface TrappedRow extends AutodeskRow {
  ["__proto__"]: { polluted: true };
}

const NAMES: readonly [name: string, about: string][] = [
  ["<script>alert(1)</script>", "a script element"],
  ['"><img src=x onerror=alert(1)>', "an attribute that is left, then an image with a handler"],
  ["</title></style><svg onload=alert(1)>", "elements that end others"],
  [`\${alert(1)}{{constructor.constructor('alert(1)')()}}`, "template expressions"],
  ["javascript:alert(1)", "an address that runs"],
  ["invoice\u202Egpj.exe", "a right-to-left override, which shows the end reversed"],
  ["\u2066isolated\u2067 and never closed", "bidi isolates without an end"],
  ["zero\u200Bwidth\u200D\uFEFF\u2060", "zero-width characters"],
  ["إدارة المشاريع / المكتب الرئيسي", "right-to-left script"],
  ["שלום world עולם", "both directions in one name"],
  ["é".repeat(255), "255 characters of two bytes each"],
  ["nul\u0000in the middle", "an escaped NUL"],
  ["high surrogate alone \ud800", "an escape that is no character"],
  ["__proto__", "a name that is a property of every object"],
  ["line\u2028separator\u2029and\r\nbreaks\ttab", "every kind of line end"],
  ['=HYPERLINK("https://example.invalid";"open")', "a spreadsheet formula"],
  ["@SUM(1+1)*cmd|' /C calc'!A0", "a spreadsheet command"],
  ["Z\u0351\u0348\u0324a\u036B\u0333l\u0347\u033Eg\u0322\u035Do\u0316\u0309", "stacked combining marks"],
  ["👷🏽‍♀️🏗️", "emoji of several code points"],
];

function rowOf(
  id: string,
  parent: { id: string; name: string } | null,
  name: string,
  about: string,
): TrappedRow {
  return {
    id,
    account_id: AUTODESK_ACCOUNTS.hostile.accountId,
    parent_id: parent?.id ?? null,
    name,
    path: parent?.name ?? null,
    description: about,
    created_at: SENT,
    updated_at: SENT,
    ["__proto__"]: { polluted: true },
  };
}

function* rows(): Generator<TrappedRow> {
  const root = { id: ROOT, name: ROOT_NAME };
  const proto = { id: "__proto__", name: PROTO_NAME };
  yield rowOf(root.id, null, root.name, "the parent of all the others");
  yield rowOf(proto.id, root, proto.name, "an id that is a property of every object");
  yield { ...rowOf("constructor", proto, "constructor", ""), path: `${ROOT_NAME}/${PROTO_NAME}` };
  yield { ...rowOf("toString", proto, "toString", ""), path: `${ROOT_NAME}/${PROTO_NAME}` };
  for (const [nth, [name, about]] of NAMES.entries()) yield rowOf(uuid(SEED, nth + 1), root, name, about);
}

/** Names, ids and keys that break pages, exports and parsers which trust them. */
export const listing = (): Iterable<string> => autodeskListing(rows());
