/** An id as JavaScript holds it. A number that is not a safe integer is refused: it is no longer what was sent. */
export type IdInput = string | number | bigint;

/** A unit as Autodesk sends it. */
export interface AutodeskUnitInput {
  /** The unit's id; `""` is an `EmptyId` defect. */
  id: IdInput;
  /** The account that the unit belongs to. */
  account_id?: IdInput | null;
  /** The id of the unit above; null, absent or `""` for a root. */
  parent_id?: IdInput | null;
  /** What the unit is called. */
  name?: string | null;
  /** What people wrote about the unit. */
  description?: string | null;
  /** The names above the unit, in one text; advisory. */
  path?: string | null;
  /** When the unit was made, in any form. */
  created_at?: string | null;
  /** When the unit was last changed, in any form. */
  updated_at?: string | null;
}

/** A unit as iMocha sends it. */
export interface ImochaUnitInput {
  /** The unit's id. */
  businessUnitId: IdInput;
  /** What the unit is called. */
  businessUnitName?: string | null;
  /** When the unit was made, without a time zone. */
  createdOn?: string | null;
}

/** A {@link UnitRecord} of which only the id is needed. */
export interface UnitRecordInput {
  /** The unit's id; `""` is an `EmptyId` defect. */
  id: IdInput;
  /** The place in which the unit was sent. When all units have one, it is their order. */
  index?: number | null;
  /** The id of the unit above; null, absent or `""` for a root. */
  parentId?: IdInput | null;
  /** What the unit is called. */
  name?: string | null;
  /** What people wrote about the unit. */
  description?: string | null;
  /** The names above the unit, in one text; advisory. */
  path?: string | null;
  /** The account that the unit belongs to. */
  accountId?: IdInput | null;
  /** When the unit was made, in any form. */
  createdAt?: string | null;
  /** When the unit was last changed, in any form. */
  updatedAt?: string | null;
}

/** One unit, in either service's words or in ours; told apart by its keys. */
export type UnitInput = AutodeskUnitInput | ImochaUnitInput | UnitRecordInput;

/** One unit as plain data. Texts are exactly what was sent, null where nothing was. */
export interface UnitRecord {
  /** The preorder place in the tree, from 0. */
  row: number;
  /** The place in the listing, from 0. */
  index: number;
  /** The service's id, `""` where it sent none. */
  id: string;
  /** The parent's id as sent, also when no such unit is listed. */
  parentId: string | null;
  /** What the unit is called. */
  name: string | null;
  /** What people wrote about the unit. */
  description: string | null;
  /** The service's own path text; advisory, the tree never comes from it. */
  path: string | null;
  /** The account that the unit names. */
  accountId: string | null;
  /** When the unit was made. iMocha's has no time zone. */
  createdAt: string | null;
  /** When the unit was last changed. */
  updatedAt: string | null;
  /** Levels above the unit; 0 for a root. */
  depth: number;
  /** How many units the subtree has, itself counted. */
  size: number;
}

/** A {@link UnitRecord} with the units below it. */
export interface UnitJson extends UnitRecord {
  /** The units right below, in the order sent. */
  children: UnitJson[];
}

/** A window of a tree's rows. */
export interface RowWindow {
  /** The row of the first record. */
  from: number;
  /** One record a row, in preorder. */
  records: UnitRecord[];
}

/** One number per row, in preorder. */
export interface Columns {
  /** Levels above the unit; 0 for a root. */
  depth: Uint32Array;
  /** How many units the subtree has, itself counted. */
  size: Uint32Array;
  /** The parent's row, -1 for a root. */
  parent: Int32Array;
  /** The place in the listing, from 0. */
  index: Uint32Array;
}
