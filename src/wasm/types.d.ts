export interface ReaderOptions {
  provider?: Provider;
  accountId?: string;
  maxBytes?: number;
  maxUnits?: number;
  bare?: boolean;
}

/** One unit; `null` where the provider sent nothing, and an empty `id` where it sent no id. */
export interface UnitRecord {
  row: number;
  index: number;
  id: string;
  parentId: string | null;
  name: string | null;
  description: string | null;
  path: string | null;
  accountId: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  depth: number;
  size: number;
}

/** Something wrong with a listing. `row` and `id` are absent where it is about the listing as a whole. */
export interface Defect {
  kind: string;
  severity: "error" | "info";
  row?: number;
  id?: string;
  message: string;
}
