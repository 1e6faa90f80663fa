import type * as Generated from "../wasm/tree/business_units_tree.js";

/** A tree in a module's memory, as the generated code has it. */
export type CoreTree = Generated.UnitTree;

/** Reads a listing in pieces. */
export type CoreReader = Generated.TreeReader;

/** What is generated around one WebAssembly module: as much of it as both modules have. */
export interface Glue extends Pick<typeof Generated, "attach" | "buildTree" | "imports" | "TreeReader"> {
  /** The entry that a caller imports. */
  entry: string;
  /** The module's file. */
  file: string;
  /** What an answer that is not ok is: its code, and how long its `Retry-After` asks to wait. */
  refusal(status: number, retryAfter?: string, date?: string): { code: string; retryAfterMs?: number };
  /** Gives the module up: see src/wasm/trap.js. */
  breakDown(): void;
  isTrap(thrown: unknown): boolean;
}
