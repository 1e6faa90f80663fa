import type { Progress } from "business-units";
import type { Loaded } from "./loaded.ts";
import type { Account } from "./server/account.ts";
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

/** What the page shows below its head. */
export type Scene =
  | { readonly kind: "starting" }
  | { readonly kind: "sign-in"; readonly refused: boolean }
  | { readonly kind: "choosing" }
  | { readonly kind: "loading"; readonly account: Account; readonly progress?: Progress }
  | ({ readonly kind: "loaded"; readonly loaded: Loaded } & Shown)
  | { readonly kind: "problem"; readonly problem: Problem };

/** One sentence for people who do not see the scene change. Problems and sign-in announce themselves. */
export function announcement(scene: Scene): string {
  if (scene.kind === "loading") return `Loading ${scene.account.name}`;
  if (scene.kind === "loaded") return `${scene.loaded.account.name}: ${summary(scene.loaded)}`;
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
