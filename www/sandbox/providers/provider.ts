import type { Answer, Question } from "../answer.ts";

/** One address of a provider's API. */
export interface Route {
  method: string;
  path: RegExp;
  answer(question: Question, matched: RegExpExecArray, nowMs: number): Answer;
}

/** A provider as the sandbox imitates it. */
export interface SandboxProvider {
  id: string;
  /** Begins every path of its listings. */
  prefix: string;
  /** Ends the path of its token endpoint, if it has one. */
  mint?: string;
  /** The key of the list in its listings. */
  listKey: string;
  /** Yields the listing that the provider's own page shows. */
  documented(): Iterable<string>;
  /** Returns the headers that every answer carries. */
  headers(): Record<string, string>;
  /** Makes the routes of one sandbox, which share what that sandbox remembers. */
  routes(): readonly Route[];
}
