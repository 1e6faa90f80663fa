/// <reference lib="esnext.disposable" preserve="true" />
import type { Defect } from "./defect.js";
import { optionError } from "./errors.js";
import type { CoreTree } from "./glue.js";
import { TreeHandle } from "./handle.js";
import type { Module } from "./module.js";
import { assertNestable, nest } from "./nest.js";
import type { Columns, RowWindow, UnitJson, UnitRecord } from "./record.js";
import type { SearchHit, SearchOptions } from "./search.js";
import type { Provider } from "./types.js";
import { Unit } from "./unit.js";

const ITERATION_ROWS = 256;

/**
 * The units of one listing as a forest; several roots are normal. It lives in the module's memory until `free()`, the
 * end of a `using` block, or some time after it is forgotten. Every use after that is `ERR_STATE`. What makes a list for
 * you is `ERR_TOO_LARGE` when there is no memory for it. Costs are in units, unless something else is said.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "Norway" }]);
 * for (const unit of tree) console.log("  ".repeat(unit.depth) + unit.name);
 * // Europe
 * //   Norway
 * console.log(tree.get("2")?.parent?.name, tree.defects.length); // Europe 0
 * ```
 */
export class UnitTree implements Disposable, Iterable<Unit> {
  readonly #handle: TreeHandle;
  #defects: readonly Defect[] | undefined;
  #warnings: readonly string[] | undefined;

  private constructor(handle: TreeHandle) {
    this.#handle = handle;
  }

  /** @internal */
  static over(module: Module, core: CoreTree): UnitTree {
    return new UnitTree(new TreeHandle(module, core));
  }

  /** @internal Returns the tree for a function of that module; throws `ERR_OPTION` for a tree of another module. */
  static coreIn(module: Module, tree: UnitTree): CoreTree {
    if (tree instanceof UnitTree) return tree.#handle.coreIn(module);
    throw optionError("The tree must be a UnitTree.");
  }

  /** @internal Returns `head`, an array of all units, and `}`: see snapshot.ts. */
  static snapshot(tree: UnitTree, head: string): Uint8Array {
    return tree.#handle.ask((core) => core.snapshot(head));
  }

  /** How many units there are. */
  get size(): number {
    return this.#handle.ask((core) => core.size);
  }

  /** The depth of the deepest unit; 0 for a tree without units too. */
  get height(): number {
    return this.#handle.ask((core) => core.height);
  }

  /** The service the listing came from. */
  get provider(): Provider {
    return this.#handle.ask((core) => core.provider as Provider);
  }

  /** The account that was asked for, else the first unit's; `undefined` when neither is known. */
  get accountId(): string | undefined {
    return this.#handle.ask((core) => core.accountId);
  }

  /** How many units iMocha said it has, where it said so. */
  get count(): number | undefined {
    return this.#handle.ask((core) => core.count);
  }

  /**
   * All that is wrong in the listing, in the order sent. Found while the tree is built; the objects are made when this
   * is first read, and then kept. A million of them take about as long as JSON.parse would for their text.
   *
   * @example
   * ```ts
   * import { buildTree } from "business-units";
   *
   * using tree = buildTree([{ id: "2", parentId: "gone" }]);
   * for (const { kind, message } of tree.defects) console.log(kind, "-", message);
   * // MissingParent - The parent gone is not in the list, so this unit is shown at the top level.
   * ```
   */
  get defects(): readonly Defect[] {
    return this.#handle.ask((core) => {
      this.#defects ??= frozen(core.defects() as Defect[]);
      return this.#defects;
    });
  }

  /** The repairs of the reader (replaced bytes, repeated keys): one sentence for each kind, with its count. */
  get warnings(): readonly string[] {
    return this.#handle.ask((core) => {
      this.#warnings ??= frozen(core.warnings());
      return this.#warnings;
    });
  }

  /** The units without a parent, in the order sent. O(roots). */
  get roots(): Unit[] {
    return Unit.all(this.#handle, (core) => core.rootRows());
  }

  /**
   * The unit at a preorder place. O(1).
   *
   * @throws `ERR_OPTION` when the tree has no such row.
   */
  unit(row: number): Unit {
    const unit = isRow(row) ? Unit.at(this.#handle, row) : undefined;
    if (unit) return unit;
    const found = typeof row === "number" ? row : `that is a ${typeof row}`;
    throw optionError(`There is no row ${found}: the tree has ${this.size}.`);
  }

  /**
   * The unit with exactly this id: the first one, when several have it. O(1).
   *
   * @throws `ERR_OPTION` when the id is no text.
   */
  get(id: string): Unit | undefined {
    return Unit.one(this.#handle, (core) => core.recordOf(text(id, "id")) as UnitRecord | undefined);
  }

  /**
   * The units at the end of a path of exact names from a root. Names repeat, so there may be several. O(roots, and the
   * children of each unit on the way).
   *
   * @throws `ERR_OPTION` when the names are no array of texts.
   *
   * @example
   * ```ts
   * import { buildTree } from "business-units";
   *
   * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "Norway" }]);
   * console.log(tree.at(["Europe", "Norway"]).map((unit) => unit.id)); // [ '2' ]
   * ```
   */
  at(names: readonly string[]): Unit[] {
    if (!Array.isArray(names)) throw optionError("names must be an array of strings.");
    return Unit.all(this.#handle, (core) => core.at(Array.from(names, (name) => text(name, "names"))));
  }

  /**
   * The units whose name holds the text, whatever its letter case and accents; none for a blank text. Whole names come
   * first, then starts of names, then starts of words. O(characters of all names), and one record for each hit.
   *
   * @throws `ERR_OPTION` when the text is none, or the limit is not a whole number.
   *
   * @example
   * ```ts
   * import { buildTree } from "business-units";
   *
   * using tree = buildTree([{ id: "1", name: "Łódź" }, { id: "2", name: "Port of Łódź" }]);
   * for (const { unit, ranges } of tree.search("lodz")) console.log(unit.name, ranges);
   * // Łódź [ [ 0, 4 ] ]
   * // Port of Łódź [ [ 8, 12 ] ]
   * ```
   */
  search(wanted: string, options?: SearchOptions): SearchHit[] {
    const limit = options?.limit;
    if (limit !== undefined && !isRow(limit)) throw optionError("limit must be a whole number.");
    const hits = this.#handle.ask((core) => core.search(text(wanted, "text"), limit));
    const units = Unit.all(this.#handle, () => Uint32Array.from(hits, ({ row }) => row));
    return units.map((unit, at) => ({ row: unit.row, unit, ranges: hits[at]?.ranges ?? [] }));
  }

  /**
   * The ids of a unit and of everything below it, in preorder; none for an unknown id. O(size of the subtree).
   *
   * @throws `ERR_OPTION` when the id is no text.
   */
  subtreeIds(id: string): string[] {
    return this.#handle.ask((core) => core.subtreeIds(text(id, "id")));
  }

  /**
   * A window of the tree as plain data: the rows `from` up to, not including, `to`, cut to what there is. O(rows).
   *
   * @throws `ERR_OPTION` when one of them is no number.
   */
  rows(from: number, to: number): RowWindow {
    const start = clamp(from, this.size);
    return { from: start, records: this.#records(start, clamp(to, this.size)) };
  }

  /**
   * The tree's shape as typed arrays, one number per row. Copies: they stay valid. O(units), sixteen bytes each.
   *
   * @example
   * ```ts
   * import { buildTree } from "business-units";
   *
   * using tree = buildTree([{ id: "1" }, { id: "2", parentId: "1" }, { id: "3" }]);
   * const { depth, size, parent } = tree.columns();
   * console.log([...depth], [...size], [...parent]); // [ 0, 1, 0 ] [ 2, 1, 1 ] [ -1, 0, -1 ]
   * ```
   */
  columns(): Columns {
    return this.#handle.ask((core) => core.columns() as Columns);
  }

  /**
   * Every unit as plain data, in preorder. O(units). Texts are cut from larger strings, as in any window: a text that you
   * keep for long keeps up to 64 KiB, and the texts of its row.
   */
  toArray(): UnitRecord[] {
    return this.#records(0, this.size);
  }

  /**
   * Every unit as plain data, nested: the roots, each with its `children`. O(units).
   *
   * @throws `ERR_TOO_DEEP` when a unit stands deeper than 500, where `JSON.stringify` would soon fail.
   */
  toJSON(): UnitJson[] {
    assertNestable(this.height);
    return nest(this.toArray());
  }

  /** @internal The names of the rows `from` up to, not including, `to`: a window without its other fields. */
  names(from: number, to: number): (string | null)[] {
    return this.#handle.ask((core) => core.names(from, to));
  }

  /** Goes through all units in preorder, 256 at a time. */
  *[Symbol.iterator](): Generator<Unit, void, undefined> {
    for (let from = 0; from < this.size; from += ITERATION_ROWS) {
      for (const unit of Unit.between(this.#handle, from, from + ITERATION_ROWS)) {
        this.#handle.assertAlive();
        yield unit;
      }
    }
  }

  /** Gives the module's memory back. Doing so twice is no error. */
  free(): void {
    this.#handle.free();
  }

  /** The same as `free()`, at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.free();
  }

  #records(from: number, to: number): UnitRecord[] {
    return this.#handle.ask((core) => core.records(from, to) as UnitRecord[]);
  }
}

/** Throws `ERR_OPTION` for a tree in place of a listing: its units are in the memory of its module. */
export function refuseTree(listing: unknown): void {
  if (!(listing instanceof UnitTree)) return;
  throw optionError(
    "What should be a listing is a tree already, in the memory of the module that built it.",
    {
      hint: "For a copy, or for another module, give tree.toArray() to buildTree(), or the same bytes.",
    },
  );
}

const NOTHING: readonly never[] = Object.freeze([]);

/** Freezes a list. Most are empty, and freezing one takes as long as building a small tree: all empty ones are one. */
function frozen<T>(list: T[]): readonly T[] {
  return list.length === 0 ? NOTHING : Object.freeze(list);
}

function isRow(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}

function clamp(row: number, size: number): number {
  if (typeof row !== "number") throw optionError("from and to must be row numbers.");
  return Math.min(Math.max(Math.trunc(row) || 0, 0), size);
}

function text(value: string, name: string): string {
  if (typeof value === "string") return value;
  throw optionError(`${name} must be text, not ${value === null ? "null" : typeof value}.`);
}
