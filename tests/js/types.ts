import {
  type AnyBusinessUnitsError,
  type AutodeskOptions,
  type BuildInput,
  BusinessUnitsError,
  buildTree,
  type CycleDefect,
  type Defect,
  type DefectKind,
  type ErrorCode,
  fetchAutodeskUnits,
  init,
  initSync,
  type Region,
  type TokenSource,
  type Unit,
  type UnitInput,
  type UnitRecord,
  UnitTree,
} from "business-units";
import module from "business-units/business_units_bg.wasm";
import { type CsvOptions, csvPieces, icicleLayout, type SvgOptions } from "business-units/export";
import { type Field, type ImportOptions, type ImportProblem, readTable } from "business-units/import";
import * as inline from "business-units/inline";
import * as small from "business-units/tree";
import type * as smallInline from "business-units/tree/inline";

// Nothing here runs: tsc is the test. Each `@ts-expect-error` fails the check when the line below it is no error.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <_ extends true>(): void => undefined;

export function codesNarrowTheError(thrown: unknown): void {
  if (!(thrown instanceof BusinessUnitsError)) return;
  is<Equal<typeof thrown, AnyBusinessUnitsError>>();
  is<Equal<AnyBusinessUnitsError["code"], ErrorCode>>();
  if (thrown.code === "ERR_TOO_LARGE") is<Equal<typeof thrown.limit, number>>();
  if (thrown.code === "ERR_JSON") is<Equal<typeof thrown.offset, number>>();
  if (thrown.code === "ERR_NOT_FOUND") is<Equal<typeof thrown.status, number>>();
  if (thrown.code === "ERR_NETWORK") is<Equal<typeof thrown.status, number | undefined>>();
  // @ts-expect-error: no such code
  if (thrown.code === "ERR_NOTFOUND") return;
  // @ts-expect-error: an error is not changed
  thrown.code = "ERR_STATE";
}

export function kindsNarrowTheDefect(defect: Defect): number {
  is<Equal<DefectKind, Defect["kind"]>>();
  is<Equal<Extract<Defect, { kind: "Cycle" }>, CycleDefect>>();
  switch (defect.kind) {
    case "CountMismatch":
      // @ts-expect-error: it is of no single unit
      return defect.row;
    case "MissingParent":
      return defect.suggestion?.row ?? defect.row;
    case "DuplicateId":
    case "Cycle":
      return defect.rows.length;
    case "OtherAccount":
      return defect.accountId.length;
    case "PathMismatch":
      is<Equal<typeof defect.severity, "info">>();
      return defect.found.length;
    case "EmptyId":
    case "SelfParent":
      return defect.row;
  }
}

export const inputs: BuildInput[] = [
  "{}",
  new Uint8Array(),
  new ArrayBuffer(0),
  [{ id: "1", parent_id: null, account_id: "a", name: "n", path: null, created_at: null, updated_at: null }],
  [{ businessUnitId: 1, businessUnitName: "n", createdOn: "2025-05-15T06:06:18.763" }],
  [{ businessUnitId: 9223372036854775807n }],
  [{ id: "1", parentId: "2", createdAt: null }],
  [] as readonly UnitInput[],
  [] as UnitRecord[],
  [] as Unit[],
  // @ts-expect-error: of an object, its list is wanted
  { business_units: [] },
  // @ts-expect-error: every unit has an id
  [{ name: "n" }],
  // @ts-expect-error: an id is never an object
  [{ id: {} }],
];

/** The services' own JSON, as their pages describe it: more keys than are read, and null where nothing is known. */
export function takesTheServicesOwnJson(
  autodesk: {
    business_units: {
      id: string;
      account_id: string;
      parent_id: string | null;
      name: string;
      description: string | null;
      path: string | null;
      created_at: string;
      updated_at: string;
    }[];
  },
  imocha: {
    businessUnits: {
      businessUnitId: number;
      businessUnitName: string;
      createdOn: string;
      isActive: boolean;
    }[];
    count: number;
  },
  ours: { units: UnitRecord[] },
): UnitTree[] {
  return [
    buildTree(autodesk.business_units),
    buildTree(imocha.businessUnits),
    buildTree(ours.units),
    buildTree(buildTree("{}").toArray()),
    // @ts-expect-error: an answer is not yet parsed, or its list is wanted
    buildTree(autodesk),
  ];
}

export async function modulesAreTaken(): Promise<void> {
  initSync(module);
  inline.initSync(new Uint8Array());
  await init(module);
  await init(fetch("/business_units_bg.wasm"));
  is<Equal<typeof inline.UnitTree, typeof UnitTree>>();
}

export const regions: Region[] = ["US", "EMEA", "a region that comes next year"];
// @ts-expect-error: a region is text
export const noRegion: Region = 1;

export const sources: TokenSource[] = [
  () => "t",
  async ({ rejected, signal }) => {
    is<Equal<typeof rejected, string | undefined>>();
    is<Equal<typeof signal, AbortSignal | undefined>>();
    return "t";
  },
  // @ts-expect-error: a token is text
  () => 7,
];

// @ts-expect-error: an account id is needed
export const noAccount: AutodeskOptions = { token: "t" };

export async function treesAreDisposable(): Promise<UnitRecord[]> {
  using tree = await fetchAutodeskUnits({ accountId: "a", token: "t", region: "EMEA" });
  is<Equal<typeof tree, UnitTree>>();
  const [first] = [...tree];
  is<Equal<typeof first, Unit | undefined>>();
  // @ts-expect-error: a tree comes from the package's verbs
  new UnitTree();
  // @ts-expect-error: a unit is not changed
  if (first) first.name = "n";
  return tree.rows(0, 10).records;
}

export const tables: CsvOptions[] = [
  {},
  { bom: true, raw: false },
  { rows: { from: 0, to: 10 } },
  { subtree: 3 },
  { subtree: "an id" },
  // @ts-expect-error: a range has two ends
  { rows: { from: 0 } },
  // @ts-expect-error: a unit is named by its row or its id
  { subtree: {} },
];

// @ts-expect-error: there are two kinds of pictures
export const picture: SvgOptions = { as: "pie" };

export const readings: ImportOptions[] = [
  {},
  { form: "levels", separator: ";", encoding: "windows-1252", quote: "'", maxRows: 10 },
  { columns: { id: "Code", parentId: 3 }, knownIds: new Set(["007"]), repair: true, provider: "imocha" },
  // @ts-expect-error: there is no such form
  { form: "tree" },
  // @ts-expect-error: there is no such field
  { columns: { colour: 1 } },
];

export function tablesAreBuilt(): UnitTree {
  const { units, problems, columns } = readTable(new Uint8Array());
  is<Equal<(typeof problems)[number]["kind"], ImportProblem>>();
  is<Equal<Exclude<keyof typeof columns, "levels">, Field>>();
  // @ts-expect-error: there is no such problem
  if (problems[0]?.kind === "NoSuch") return buildTree([]);
  return buildTree(units);
}

export function bothEntriesShareTheirTypes(): void {
  is<Equal<typeof small, typeof smallInline>>();
  is<Equal<typeof small.UnitTree, typeof UnitTree>>();
  is<Equal<typeof small.buildTree, typeof inline.buildTree>>();
  is<Equal<small.UnitRecord, UnitRecord>>();
  // @ts-expect-error: it asks no service
  small.fetchAutodeskUnits;
}

export function exportsTakeTrees(tree: UnitTree): Float64Array {
  for (const piece of csvPieces(tree)) is<Equal<typeof piece, string>>();
  return icicleLayout(tree.columns(), 1_200).x;
}
