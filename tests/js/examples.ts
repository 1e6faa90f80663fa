import { readFileSync } from "node:fs";
import path from "node:path";
import { filesIn } from "../../pkg/scripts/stamp.mjs";
import { root } from "./commands.ts";

/** A program in a doc comment. */
export interface Example {
  /** Of the comment's file, from the root. */
  file: string;
  line: number;
  /** The line of code that the comment stands above. */
  above: string;
  program: string;
  /** What the program's own comments say that it prints. */
  prints: string;
}

const FOLDERS = [path.join("pkg", "src"), path.join("src", "wasm")];
// A comment of TypeScript as one text, or the lines of one of Rust; then the line of code below it.
const COMMENT =
  /(?<comment>\/\*\*(?:(?!\*\/).)*\*\/|(?:^ *\/\/[/!][^\n]*\n)+)\s*(?:\/\/ biome-ignore[^\n]*\n)?(?<above>[^\n]*)/gms;
const PROGRAM = /^```(?:ts|js)\n(?<program>.*?)^```$/gms;

/** Every example in the doc comments that are for JavaScript: the package's, and those that become the glue's types. */
export function examples(): Example[] {
  const files = FOLDERS.flatMap((folder) => filesIn(path.join(root, folder)));
  return files.filter((file) => /\.(ts|rs)$/.test(file)).flatMap(examplesIn);
}

function examplesIn(file: string): Example[] {
  const text = readFileSync(file, "utf8");
  return Array.from(text.matchAll(COMMENT)).flatMap(({ index, groups }) => {
    const { comment = "", above = "" } = groups ?? {};
    const bare = comment.replaceAll(/^ *(?:\/\*\*|\*\/|\*|\/\/[/!]) ?/gm, "");
    return Array.from(bare.matchAll(PROGRAM), (found) => {
      const program = found.groups?.program ?? "";
      const line =
        text.slice(0, index).split("\n").length + bare.slice(0, found.index).split("\n").length - 1;
      return { file: path.relative(root, file), line, above, program, prints: saidIn(program) };
    });
  });
}

/** The comments of a program, in order: each line of them is a line that is printed. */
function saidIn(program: string): string {
  return Array.from(program.matchAll(/(?:^|(?<=\s))\/\/ (.*)$/gm), ([, line = ""]) => line).join("\n");
}
