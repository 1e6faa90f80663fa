import type { TreeHandle } from "./handle.js";
import type { UnitRecord } from "./types.js";

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
  declare readonly name: string | null;
  declare readonly description: string | null;
  /** The service's own path text; advisory, the tree never comes from it. */
  declare readonly path: string | null;
  declare readonly accountId: string | null;
  /** iMocha's has no time zone. */
  declare readonly createdAt: string | null;
  declare readonly updatedAt: string | null;
  /** Levels above the unit; 0 for a root. */
  declare readonly depth: number;
  /** How many units the subtree has, itself counted. */
  declare readonly size: number;
  readonly #handle: TreeHandle;

  private constructor(handle: TreeHandle, record: UnitRecord) {
    this.#handle = handle;
    Object.assign(this, record);
  }

  /** @internal */
  static at(handle: TreeHandle, row: number): Unit | undefined {
    const record = handle.ask((core) => core.record(row) as UnitRecord | undefined);
    return record && new Unit(handle, record);
  }

  /** @internal */
  static all(handle: TreeHandle, rows: Iterable<number>): Unit[] {
    return Array.from(rows, (row) => Unit.at(handle, row)).filter((unit) => unit !== undefined);
  }

  /** @internal */
  static between(handle: TreeHandle, from: number, to: number): Unit[] {
    const records: UnitRecord[] = handle.ask((core) => core.records(from, to));
    return records.map((record) => new Unit(handle, record));
  }

  /** The unit above, `undefined` for a root. */
  get parent(): Unit | undefined {
    const row = this.#handle.ask((core) => core.parentRow(this.row));
    return row === undefined ? undefined : Unit.at(this.#handle, row);
  }

  /** The units right below, in the order sent. */
  get children(): Unit[] {
    return Unit.all(
      this.#handle,
      this.#handle.ask((core) => core.childRows(this.row)),
    );
  }

  /** The unit itself, its parent, and so on up to the root. */
  ancestors(): Unit[] {
    const line: Unit[] = [];
    for (let unit: Unit | undefined = this.#alive(); unit; unit = unit.parent) line.push(unit);
    return line;
  }

  /** The unit itself and everything below, in preorder. Costs one record per unit. */
  descendants(): Unit[] {
    return Unit.between(this.#handle, this.row, this.row + this.size);
  }

  /** The units of the subtree that have nothing below them, in preorder; the unit itself when it has nothing. */
  leaves(): Unit[] {
    return this.descendants().filter((unit) => unit.size === 1);
  }

  /** The unit as plain data, without the units below it. */
  toJSON(): UnitRecord {
    return { ...this };
  }

  #alive(): Unit {
    return this.#handle.ask(() => this);
  }
}
