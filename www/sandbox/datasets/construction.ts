import { AUTODESK_ACCOUNTS } from "../../catalog/autodesk.ts";
import { randomFrom, uuid } from "./deterministic.ts";
import { type AutodeskRow, autodeskListing } from "./listing.ts";

interface Planned {
  name: string;
  names: readonly string[];
  parent: Planned | undefined;
  id: string;
}

const SEED = 20_160_411;
const LAST_DAY = Date.UTC(2025, 5, 30);
const FIRST_DAY = Date.UTC(2016, 3, 11);

// Every list stands as people order such lists by hand: head office first, the rest by weight.
const COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  "Central Europe": ["Schweiz", "Deutschland", "Österreich", "Česko"],
  Nordics: ["Norge", "Sverige", "Danmark", "Ísland"],
  "Iberia / LATAM": ["España", "Portugal", "México", "Perú"],
  "North America": ["Québec", "Ontario", "Western Region"],
  "Group Services": ["Finance & Controlling", "People", "IT / Digital Construction"],
};

const CITIES: Readonly<Record<string, readonly string[]>> = {
  Schweiz: ["Zürich", "Genève", "Bern"],
  Deutschland: ["München", "Köln", "Lübeck"],
  Österreich: ["Wien", "Graz"],
  Česko: ["Praha", "Plzeň"],
  Norge: ["Oslo", "Tromsø", "Ålesund"],
  Sverige: ["Stockholm", "Malmö", "Göteborg"],
  Danmark: ["København", "Århus"],
  Ísland: ["Reykjavík"],
  España: ["Madrid", "A Coruña", "L'Hospitalet"],
  Portugal: ["Lisboa", "Évora"],
  México: ["Ciudad de México", "Querétaro"],
  Perú: ["Lima"],
  Québec: ["Montréal", "Trois-Rivières"],
  Ontario: ["Toronto", "Hamilton"],
  "Western Region": ["Seattle", 'Portland "Harbor"'],
};

const BUSINESS_LINES = ["Buildings", "Civil Works", "Rail & Tunnels", "Energy / Utilities", "Refurbishment"];
const SERVICES = ["Head Office", "Shared Service Centre", 'Project "Aurora"'];
const DEPARTMENTS = [
  "Site Operations",
  "Estimating",
  "BIM/VDC",
  "Procurement",
  "Health, Safety & Environment",
  "Plant & Equipment",
  "Archive \\\\nas02\\closed projects",
];
const CREWS = [
  "Formwork",
  "Rebar & Concrete",
  "Steel Erection",
  "MEP / HVAC",
  'Façade "Glas"',
  "Finishing",
  "Night shift",
];

/** The kinds of units below a unit, with their probabilities. */
function candidates(unit: Planned): [names: readonly string[], share: number] {
  const country = unit.names[1] ?? "";
  switch (unit.names.length) {
    case 1:
      return [COUNTRIES[unit.name] ?? [], 1];
    case 2:
      return country in CITIES ? [BUSINESS_LINES, 0.84] : [SERVICES, 1];
    case 3:
      return [CITIES[country] ?? [], 0.9];
    case 4:
      return [DEPARTMENTS, 0.69];
    default:
      return unit.name === "Site Operations" && unit.names.length === 5 ? [CREWS, 0.74] : [[], 0];
  }
}

/** The whole company in preorder, from its roots on. */
function planned(): Planned[] {
  const random = randomFrom(SEED);
  const units: Planned[] = [];
  let made = 0;
  const plan = (name: string, parent?: Planned): Planned => ({
    name,
    names: [...(parent?.names ?? []), name],
    parent,
    id: uuid(SEED, made++),
  });
  const waiting = Object.keys(COUNTRIES)
    .map((name) => plan(name))
    .reverse();
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    const parent = unit;
    const [names, share] = candidates(parent);
    units.push(parent);
    const children = names.filter(() => random() < share).map((name) => plan(name, parent));
    waiting.push(...children.reverse());
  }
  return units;
}

function families(units: readonly Planned[]): Map<Planned | undefined, Planned[]> {
  const families = new Map<Planned | undefined, Planned[]>();
  for (const unit of units) {
    const siblings = families.get(unit.parent);
    if (siblings === undefined) families.set(unit.parent, [unit]);
    else siblings.push(unit);
  }
  return families;
}

/** Moves units about a little, children before parents too, yet keeps the order of siblings. */
function shuffled(units: readonly Planned[]): Planned[] {
  const random = randomFrom(SEED + 1);
  const places = new Map(units.map((unit, place) => [unit, place + random() * 6]));
  const placeOf = (unit: Planned): number => places.get(unit) ?? 0;
  for (const siblings of families(units).values()) {
    const taken = siblings.map(placeOf).sort((a, b) => a - b);
    for (const [nth, place] of taken.entries()) places.set(siblings[nth] as Planned, place);
  }
  return [...units].sort((a, b) => placeOf(a) - placeOf(b));
}

function described(unit: Planned): string | null {
  if (unit.names.length === 6) return null;
  if (unit.names.length === 5) return "";
  return unit.parent === undefined ? `Everything under ${unit.name}` : `${unit.name}, ${unit.parent.name}`;
}

function rowOf(unit: Planned, random: () => number): AutodeskRow {
  const created = FIRST_DAY + Math.floor(random() * (LAST_DAY - FIRST_DAY));
  const updated = random() < 0.5 ? created : created + Math.floor(random() * (LAST_DAY - created));
  return {
    id: unit.id,
    account_id: AUTODESK_ACCOUNTS.construction.accountId,
    parent_id: unit.parent?.id ?? null,
    name: unit.name,
    path: unit.parent?.names.join("/") ?? null,
    description: described(unit),
    created_at: new Date(created).toISOString(),
    updated_at: new Date(updated).toISOString(),
  };
}

/** A construction company in six levels, whose names repeat and need escaping; siblings in a chosen order. */
export function listing(): Iterable<string> {
  const random = randomFrom(SEED + 2);
  return autodeskListing(shuffled(planned()).map((unit) => rowOf(unit, random)));
}
