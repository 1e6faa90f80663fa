import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../js/commands.ts";

/** A Markdown file of the repository. */
export interface Text {
  /** From the root, with slashes. */
  file: string;
  text: string;
}

function git(...args: string[]): string[] {
  const output = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1e8 });
  return output.split("\n").filter((line) => line !== "");
}

const deleted = new Set(git("ls-files", "--deleted"));

/** Every file of the repository, committed or about to be. */
export const files: readonly string[] = git("ls-files", "--cached", "--others", "--exclude-standard").filter(
  (file) => !deleted.has(file),
);

/** Whether git ignores a path: builds and settings make what is there. */
export function isIgnored(file: string): boolean {
  try {
    return git("check-ignore", "--", file).length > 0;
  } catch {
    return false;
  }
}

/** Reads a file of the repository. */
export function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** Every Markdown file. */
export const texts: readonly Text[] = files
  .filter((file) => file.endsWith(".md"))
  .map((file) => ({ file, text: read(file) }));

/** The text of one Markdown file. */
export function textOf(file: string): string {
  const found = texts.find((text) => text.file === file);
  if (found === undefined) throw new Error(`${file} is missing`);
  return found.text;
}

/** A text without its fenced blocks, each line in its place. */
export function prose(text: string): string {
  return text.replaceAll(/^```.*?^```/gms, (block) => block.replaceAll(/[^\n]/g, ""));
}

/** The rows of every table below a heading, cell by cell, without the heads. */
export function tableRows(text: string, heading: string): string[][] {
  const [, section = ""] = text.split(new RegExp(`^#+ ${heading}$`, "m"));
  const [body = ""] = section.split(/^#/m);
  const lines = body.split("\n");
  const rules = lines.flatMap((line, at) => (/^\|[\s:|-]+\|$/.test(line) ? [at, at - 1] : []));
  const rows = lines.filter((line, at) => line.startsWith("|") && !rules.includes(at));
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
