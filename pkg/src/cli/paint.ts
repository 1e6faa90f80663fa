/** Colours a text, or leaves it as it is. */
export interface Paint {
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
}

const same = (text: string) => text;
const PLAIN: Paint = { dim: same, red: same, yellow: same };

const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const COLOURS: Paint = { dim: sgr(2), red: sgr(31), yellow: sgr(33) };

/** Returns colours for a terminal without `NO_COLOR`, or where they are asked for. */
export function paintFor(
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
  asked: boolean | undefined,
): Paint {
  const isWanted = asked ?? (isTerminal && !env.NO_COLOR && env.TERM !== "dumb");
  return isWanted ? COLOURS : PLAIN;
}
