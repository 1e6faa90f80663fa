import type { Address, View } from "./address.ts";
import type { Arrived } from "./listing.ts";
import type { Loaded } from "./loaded.ts";
import type { Problem } from "./server/problem.ts";

/** What the user chose to see of a loaded tree; the address can hold it. */
export interface Shown {
  /** The row of the selected unit. */
  readonly selected?: number | undefined;
  readonly view?: View | undefined;
  /** What is searched for in names. */
  readonly query?: string | undefined;
}

/** A loaded tree, and what is shown of it. */
export interface TreeScene extends Shown {
  readonly kind: "loaded";
  readonly loaded: Loaded;
  /** The id that an address asked for, where no unit has it. */
  readonly missing?: string | undefined;
  /** How it goes with a newer list, which was asked for. */
  readonly renewal?: Renewal | undefined;
}

/** A listing on its way. */
export interface Loading {
  readonly kind: "loading";
  readonly title: string;
  readonly progress?: Arrived;
}

/** Why there is no listing, or no newer one; `file` is the name of the file that it is about. */
export interface Failed {
  readonly kind: "problem";
  readonly problem: Problem;
  readonly file?: string | undefined;
}

/** The state of a refresh: under way, or failed. */
export type Renewal = Loading | Failed;

/** What the page shows below its head. */
export type Scene =
  | { readonly kind: "starting" }
  | { readonly kind: "sign-in"; readonly refused: boolean }
  | { readonly kind: "choosing"; readonly note?: string }
  | Loading
  | TreeScene
  | Failed;

/** One sentence for people who do not see the scene change. Problems and sign-in announce themselves. */
export function announcement(scene: Scene): string {
  if (scene.kind === "loading") return `Loading ${scene.title}`;
  if (scene.kind === "choosing") return scene.note ?? "";
  if (scene.kind !== "loaded") return "";
  const { loaded, renewal } = scene;
  if (renewal?.kind === "loading") return `Fetching ${loaded.title} again`;
  if (renewal) return `${loaded.title} was not fetched again: ${renewal.problem.title}`;
  return [loaded.summary, ...notesOf(scene)].join(". ");
}

/** What has to be known of a listing beside its units: why it is old, and what was not taken as it stood. */
export function notesOf({ loaded, missing }: TreeScene): readonly string[] {
  if (missing === undefined) return loaded.notes;
  return [...loaded.notes, `No unit here has the id that the address asks for: ${missing}`];
}

/** What an address wants to be shown of a tree. */
export function shownBy({ view, sel, q }: Address, { tree }: Loaded): Omit<TreeScene, "kind" | "loaded"> {
  const selected = sel === undefined ? undefined : tree.get(sel)?.row;
  return { view, query: q, selected, missing: selected === undefined ? sel : undefined };
}

/** The id by which an address leads to the selected unit; undefined where it would lead elsewhere. */
export function idOf({ loaded, selected }: TreeScene): string | undefined {
  if (selected === undefined) return undefined;
  const { id } = loaded.tree.unit(selected);
  return loaded.tree.get(id)?.row === selected ? id : undefined;
}
