import type * as Generated from "../wasm/tree/business_units_tree.js";

/** The generated class of a tree in a module's memory. */
export type CoreTree = Generated.UnitTree;

/** The generated class that reads a listing in pieces. */
export type CoreReader = Generated.TreeReader;

/** The generated code around a WebAssembly module: the part that both modules have. */
export interface Glue extends Pick<typeof Generated, "attach" | "buildTree" | "imports" | "TreeReader"> {
  /** The package entry that a caller imports. */
  entry: string;
  /** The module's file name. */
  file: string;
  /** Maps a response that is not ok to an error code, and its `Retry-After` to a delay. */
  refusal(status: number, retryAfter?: string, date?: string): { code: string; retryAfterMs?: number };
  /** Marks the module as broken: see src/wasm/trap.js. */
  breakDown(): void;
  isTrap(thrown: unknown): boolean;
}
