import { type Problem, ProblemError } from "../server/problem.ts";

const titles = {
  FILE_EMPTY: "The file is empty",
  FILE_KIND: "This page cannot read this kind of file",
  FILE_COLUMNS: "The table has no column of ids",
  FILE_TOO_LARGE: "The file is too large for this page",
  FILE_UNREADABLE: "The browser could not read the file",
  ERR_JSON: "The file is not whole JSON",
  ERR_SHAPE: "The file is JSON, but no listing of business units",
} as const;

/** Why a file cannot be shown. Codes that the page gives a meaning of its own begin with FILE_. */
export type FileCode = keyof typeof titles;

/** A file that cannot be shown: what is wrong, where, and what to do next. */
export function refusal(code: FileCode, also: Omit<Problem, "code" | "title">): ProblemError {
  return new ProblemError({ code, title: titles[code], ...also });
}

/** Where something stands in a text, for people: the line that holds the offset, counted from 1. */
export function lineAt(text: string, offset: number): string {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return `Line ${line}`;
}
