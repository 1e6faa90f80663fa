import { AUTODESK_ACCOUNTS } from "../../catalog/autodesk.ts";
import { uuid } from "./deterministic.ts";
import { type AutodeskRow, autodeskListing } from "./listing.ts";

/** A unit under a key of our own; `wire` holds the damaged fields of its record. */
interface Planned {
  key: string;
  under: string | null;
  name: string;
  wire?: Partial<AutodeskRow>;
}

const SEED = 404;
const SENT = "2021-11-08T07:15:42.310Z";

/** The id of a key, whether its unit is in the list or not. */
function idOf(key: string): string {
  let number = 0;
  for (const letter of key) number = (Math.imul(number, 31) + letter.charCodeAt(0)) | 0;
  return uuid(SEED, number);
}

// Where a parent is missing or in doubt the path is null, so that each defect stands for itself.
const UNITS: readonly Planned[] = [
  { key: "group", under: null, name: "Hallström Group" },
  { key: "nordic", under: "group", name: "Nordic Division" },
  { key: "sthlm-site", under: "sthlm", name: "Site Operations" },
  { key: "sthlm", under: "nordic", name: "Stockholm Office" },
  { key: "sthlm-est", under: "sthlm", name: "Estimating" },
  { key: "sthlm-bim", under: "sthlm", name: "BIM/VDC" },
  { key: "sthlm-hse", under: "sthlm", name: "Health & Safety" },
  { key: "gbg", under: "nordic", name: "Göteborg Office" },
  { key: "gbg-site", under: "gbg", name: "Site Operations" },
  { key: "gbg-est", under: "gbg", name: "Estimating" },
  {
    key: "gbg-est-copy",
    under: "gbg",
    name: "Estimating (copied from Stockholm)",
    wire: { id: idOf("sthlm-est") },
  },
  { key: "gbg-port", under: "gbg", name: "Harbour Works" },
  { key: "gbg-temp", under: "gbg", name: "Temporary unit without an id", wire: { id: "" } },
  {
    key: "malmo",
    under: null,
    name: "Malmö Office",
    wire: { parent_id: idOf("nordic-before-2021"), path: "Hallström Group/Nordic Division" },
  },
  { key: "malmo-est", under: "malmo", name: "Estimating", wire: { path: null } },
  { key: "malmo-site", under: "malmo", name: "Site Operations", wire: { path: null } },
  {
    key: "uppsala",
    under: null,
    name: "Uppsala Office",
    wire: { parent_id: idOf("nordic").toUpperCase() },
  },
  {
    key: "reykjavik",
    under: null,
    name: "Reykjavík Office",
    wire: { parent_id: idOf("iceland-closed-2019") },
  },
  { key: "baltic", under: "group", name: "Baltic Division" },
  { key: "riga", under: "baltic", name: "Rīga Office" },
  { key: "riga-est", under: "riga", name: "Estimating" },
  { key: "riga-site", under: "riga", name: "Site Operations" },
  { key: "tallinn", under: "baltic", name: "Tallinn Office" },
  {
    key: "tallinn-site",
    under: "tallinn",
    name: "Site Operations",
    wire: { path: "Hallström Group/Baltic Division/Rīga Office" },
  },
  { key: "vilnius", under: "baltic", name: "Vilnius Office" },
  { key: "baltic-temp", under: "baltic", name: "Import of 8 November", wire: { id: null } },
  {
    key: "guest",
    under: "baltic",
    name: "Kaunas Joint Office",
    wire: { account_id: idOf("partner account") },
  },
  { key: "services", under: "group", name: "Group Services" },
  { key: "finance", under: "services", name: "Finance" },
  { key: "people", under: "services", name: "People & Culture" },
  { key: "it", under: "services", name: "IT / Digital Construction" },
  { key: "it-bim", under: "it", name: "BIM/VDC" },
  { key: "it-field", under: "it", name: "Field Devices" },
  { key: "legal", under: "services", name: "Legal" },
  { key: "own", under: null, name: "Innovation Lab", wire: { parent_id: idOf("own") } },
  { key: "bridge", under: null, name: "Øresund Joint Venture", wire: { parent_id: idOf("alliance") } },
  { key: "alliance", under: null, name: "Bridge Alliance", wire: { parent_id: idOf("bridge") } },
  { key: "plant", under: null, name: "Plant Pool", wire: { parent_id: idOf("transport") } },
  { key: "cranes", under: null, name: "Crane Hire", wire: { parent_id: idOf("plant") } },
  { key: "mobile", under: "cranes", name: "Mobile Cranes", wire: { path: null } },
  { key: "transport", under: null, name: "Transport", wire: { parent_id: idOf("cranes") } },
  { key: "housing", under: null, name: "Hallström Housing" },
  { key: "north", under: "housing", name: "Region North" },
  { key: "south", under: "housing", name: "Region South" },
  { key: "after", under: "housing", name: "Aftercare" },
];

const BY_KEY = new Map(UNITS.map((unit) => [unit.key, unit]));

function pathTo(unit: Planned): string | null {
  const names: string[] = [];
  for (let above = unit.under; above !== null; ) {
    const parent = BY_KEY.get(above);
    names.unshift(parent?.name ?? above);
    above = parent?.under ?? null;
  }
  return names.length === 0 ? null : names.join("/");
}

function rowOf(unit: Planned): AutodeskRow {
  return {
    id: idOf(unit.key),
    account_id: AUTODESK_ACCOUNTS.damaged.accountId,
    parent_id: unit.under === null ? null : idOf(unit.under),
    name: unit.name,
    path: pathTo(unit),
    description: "",
    created_at: SENT,
    updated_at: SENT,
    ...unit.wire,
  };
}

/** A small company with every defect that Autodesk's listing can show, among healthy units. */
export const listing = (): Iterable<string> => autodeskListing(UNITS.map(rowOf));
