import type { Address } from "./address.ts";
import type { Arrived } from "./listing.ts";
import type { Loaded } from "./loaded.ts";
import type { Problem } from "./server/problem.ts";
import { counted } from "./words.ts";

/** How the units stand on the screen. */
export type View = "tree" | "icicle";

/** What somebody chose to see of a loaded tree; the address can say it again. */
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
}

/** What the page shows below its head. */
export type Scene =
  | { readonly kind: "starting" }
  | { readonly kind: "sign-in"; readonly refused: boolean }
  | { readonly kind: "choosing"; readonly note?: string }
  | { readonly kind: "loading"; readonly title: string; readonly progress?: Arrived }
  | TreeScene
  | { readonly kind: "problem"; readonly problem: Problem; readonly file?: string | undefined };

/** One sentence for people who do not see the scene change. Problems and sign-in announce themselves. */
export function announcement(scene: Scene): string {
  if (scene.kind === "loading") return `Loading ${scene.title}`;
  if (scene.kind === "loaded") return `${scene.loaded.title}: ${summary(scene.loaded)}`;
  return "";
}

/** How large the tree is and how much is wrong with it. */
export function summary(loaded: Loaded): string {
  const { length } = loaded.defects;
  return length === 0 ? extent(loaded) : `${extent(loaded)}, ${counted(length, "problem")}`;
}

/** How large the tree is. */
export function extent({ tree, levels }: Loaded): string {
  return tree.size === 0 ? "no units" : `${counted(tree.size, "unit")} in ${counted(levels, "level")}`;
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
