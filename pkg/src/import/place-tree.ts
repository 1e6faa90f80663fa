import type { Texts } from "./cells.js";

/** A place in a tree of names. A place that no row names is there because of what is below it. */
export interface Place {
  readonly name: string;
  readonly above: Place | undefined;
  readonly below: Map<string, Place>;
  /** The unit's row, 0 where no row names it. */
  row: number;
  unit: Texts;
  /** How long the names are from the top to here, in characters. */
  readonly length: number;
}

const LONGEST_PATH = 4_096;

/** Builds the units of a table in which each row names the units above its own. */
export class PlaceTree {
  readonly #roots = new Map<string, Place>();
  readonly #places: Place[] = [];

  /** Adds the unit of a row: `names` from the top down to its own. A unit of the same place again is another unit. */
  add(names: readonly string[], unit: Texts, row: number): void {
    const own = names.at(-1) ?? "";
    let above: Place | undefined;
    for (const name of names.slice(0, -1))
      above = this.#below(above).get(name) ?? this.#make(name, above, blank(name), 0);
    this.put(own, above, unit, row);
  }

  /** Adds the unit of a row below a place, and returns its own. */
  put(name: string, above: Place | undefined, unit: Texts, row: number): Place {
    const place = this.#below(above).get(name);
    if (place === undefined || place.row !== 0) return this.#make(name, above, unit, row);
    place.row = row;
    place.unit = unit;
    return place;
  }

  /** Gives the units their parents, and those without an id one of their names. Counts both. */
  finish(): { units: Texts[]; rows: number[]; withoutId: number; withoutRow: number } {
    const seen = new Map<string, number>();
    let withoutId = 0;
    for (const place of this.#places) {
      if (place.unit.id !== "") continue;
      withoutId += 1;
      place.unit.id = this.#idOf(place, seen);
    }
    for (const { unit, above } of this.#places) unit.parentId = above?.unit.id ?? null;
    const rows = this.#places.map(({ row }) => row);
    const withoutRow = rows.filter((row) => row === 0).length;
    return { units: this.#places.map(({ unit }) => unit), rows, withoutId, withoutRow };
  }

  #below(place: Place | undefined): Map<string, Place> {
    return place?.below ?? this.#roots;
  }

  #make(name: string, above: Place | undefined, unit: Texts, row: number): Place {
    const length = (above?.length ?? 0) + name.length;
    const place = { name, above, below: new Map<string, Place>(), row, unit, length };
    this.#below(above).set(name, place);
    this.#places.push(place);
    return place;
  }

  // NOTE: an id repeats the names above it, so without a limit the ids of a deep chain would take quadratic space.
  #idOf(place: Place, seen: Map<string, number>): string {
    const id = place.length > LONGEST_PATH ? "L:" : `L:${JSON.stringify(namesOf(place))}`;
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 && id !== "L:" ? id : `${id}#${times}`;
  }
}

function namesOf(place: Place): string[] {
  const names: string[] = [];
  for (let at: Place | undefined = place; at; at = at.above) names.push(at.name);
  return names.reverse();
}

function blank(name: string): Texts {
  return { id: "", parentId: null, name };
}
