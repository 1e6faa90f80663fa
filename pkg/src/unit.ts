import type { CoreTree } from "./glue.js";
import type { TreeHandle } from "./handle.js";
import type { UnitRecord } from "./record.js";

/**
 * One unit of a {@link UnitTree}. Its own fields stay readable after the tree is freed; its relations then are
 * `ERR_STATE`. Two `Unit`s of one row are two objects: compare their `row`.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 *
 * const tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "Norway" }]);
 * const norway = tree.get("2");
 * console.log(norway?.ancestors().map((unit) => unit.name)); // [ 'Norway', 'Europe' ]
 * ```
 */
export class Unit {
  /** The preorder place in the tree, from 0. */
  declare readonly row: number;
  /** The place in the listing, from 0. */
  declare readonly index: number;
  /** The service's id, `""` where it sent none. */
  declare readonly id: string;
  /** The parent's id as sent, also when no such unit is listed. */
  declare readonly parentId: string | null;
  /** What the unit is called. */
  declare readonly name: string | null;
  /** What people wrote about the unit. */
  declare readonly description: string | null;
  /** The service's own path text; advisory, the tree never comes from it. */
  declare readonly path: string | null;
  /** The account that the unit names. */
  declare readonly accountId: string | null;
  /** When the unit was made. iMocha's has no time zone. */
  declare readonly createdAt: string | null;
  /** When the unit was last changed. */
  declare readonly updatedAt: string | null;
  /** Levels above the unit; 0 for a root. */
  declare readonly depth: number;
  /** How many units the subtree has, itself counted. */
  declare readonly size: number;
  readonly #handle: TreeHandle;

  private constructor(handle: TreeHandle, record: UnitRecord) {
    this.#handle = handle;
    // In the order of a record and one by one: the fields of all units then lie in the same places.
    this.row = record.row;
    this.index = record.index;
    this.id = record.id;
    this.parentId = record.parentId;
    this.name = record.name;
    this.description = record.description;
    this.path = record.path;
    this.accountId = record.accountId;
    this.createdAt = record.createdAt;
    this.updatedAt = record.updatedAt;
    this.depth = record.depth;
    this.size = record.size;
  }

  /** @internal Lets Vue leave a unit as it is: behind its Proxy, private fields cannot be read. */
  get __v_skip(): boolean {
    return true;
  }

  /** @internal */
  static at(handle: TreeHandle, row: number): Unit | undefined {
    return Unit.one(handle, (core) => core.record(row) as UnitRecord | undefined);
  }

  /** @internal */
  static one(handle: TreeHandle, of: (core: CoreTree) => UnitRecord | undefined): Unit | undefined {
    const record = handle.ask(of);
    return record && new Unit(handle, record);
  }

  /** @internal */
  static all(handle: TreeHandle, rows: (core: CoreTree) => Uint32Array): Unit[] {
    return Unit.#of(
      handle,
      handle.ask((core) => core.recordsAt(rows(core))),
    );
  }

  /** @internal */
  static between(handle: TreeHandle, from: number, to: number): Unit[] {
    return Unit.#of(
      handle,
      handle.ask((core) => core.records(from, to)),
    );
  }

  static #of(handle: TreeHandle, records: readonly UnitRecord[]): Unit[] {
    return records.map((record) => new Unit(handle, record));
  }

  /** The unit above, `undefined` for a root. O(1). */
  get parent(): Unit | undefined {
    const row = this.#handle.ask((core) => core.parentRow(this.row));
    return row === undefined ? undefined : Unit.at(this.#handle, row);
  }

  /** The units right below, in the order sent. O(children). */
  get children(): Unit[] {
    return Unit.all(this.#handle, (core) => core.childRows(this.row));
  }

  /** The unit itself, its parent, and so on up to the root. O(depth). */
  ancestors(): Unit[] {
    const above = Unit.all(this.#handle, (core) => core.ancestorRows(this.row).subarray(1));
    return [this, ...above];
  }

  /** The unit itself and everything below, in preorder. O(size): one record per unit. */
  descendants(): Unit[] {
    return Unit.between(this.#handle, this.row, this.row + this.size);
  }

  /** The units of the subtree that have nothing below them, in preorder; the unit itself when it has nothing. O(size). */
  leaves(): Unit[] {
    const records = this.#handle.ask((core) => core.records(this.row, this.row + this.size));
    return Unit.#of(
      this.#handle,
      records.filter(({ size }) => size === 1),
    );
  }

  /** The unit as plain data, without the units below it. */
  toJSON(): UnitRecord {
    return { ...this };
  }
}
