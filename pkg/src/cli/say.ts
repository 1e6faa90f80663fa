import { write } from "./output.js";
import { printable } from "./printable.js";

/** Tells the user something on the standard error: the standard output is for data. */
export async function say(text: string): Promise<void> {
  const lines = text.split("\n").map((line) => `${printable(line)}\n`);
  await write(process.stderr, lines);
}
