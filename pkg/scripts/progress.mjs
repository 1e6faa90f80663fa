// @ts-check
import { stripVTControlCharacters } from "node:util";

/** @typedef {{ heading: string, latest: string, started: number, next: number }} Line */

/**
 * Shows what is under way. On a terminal it draws one line for each of them anew every second. In a log it prints a
 * line for what takes longer than two seconds, and more after that, in the end one a minute.
 */
export class Progress {
  /** @type {Set<Line>} */
  #lines = new Set();
  #drawn = 0;
  #stream;
  #timer;

  /** @param {Pick<NodeJS.WriteStream, "columns" | "isTTY"> & { write: (text: string) => unknown }} stream */
  constructor(stream = process.stdout) {
    this.#stream = stream;
    this.#timer = setInterval(() => this.#tick(), stream.isTTY ? 1_000 : 500).unref();
  }

  /**
   * Adds something that begins now; gives what takes the latest line of its output, and what ends it with a last line.
   * @param {string} heading
   */
  begin(heading) {
    const line = { heading, latest: "", started: Date.now(), next: 2_000 };
    this.#lines.add(line);
    this.#draw();
    return {
      show: (/** @type {string} */ text) => {
        line.latest = lastLine(stripVTControlCharacters(text)) || line.latest;
      },
      end: (/** @type {string} */ outcome) => {
        this.#lines.delete(line);
        this.print(`${heading} ${outcome}${elapsed(line)}\n`);
      },
    };
  }

  /**
   * Writes whole lines above those that are drawn anew.
   * @param {string} text
   */
  print(text) {
    this.#erase();
    this.#stream.write(text);
    this.#draw();
  }

  /** Leaves no line that is still being drawn. */
  stop() {
    clearInterval(this.#timer);
    this.#erase();
    this.#lines.clear();
  }

  #tick() {
    if (this.#stream.isTTY) this.#draw();
    else for (const line of this.#lines) if (isDue(line)) this.#stream.write(`${told(line)}\n`);
  }

  #draw() {
    if (!this.#stream.isTTY) return;
    this.#erase();
    const width = (this.#stream.columns || 80) - 1;
    for (const line of this.#lines) this.#stream.write(`${told(line).slice(0, width)}\n`);
    this.#drawn = this.#lines.size;
  }

  #erase() {
    if (this.#drawn > 0) this.#stream.write(`\x1b[${this.#drawn}A\x1b[J`);
    this.#drawn = 0;
  }
}

/**
 * Says whether a log is to hear of it again.
 * @param {Line} line
 */
function isDue(line) {
  const passed = Date.now() - line.started;
  if (passed < line.next) return false;
  line.next = passed + Math.min(Math.max(15_000, passed / 2), 60_000);
  return true;
}

/** @param {Line} line */
function told(line) {
  return `${`${line.heading} ${line.latest}`.trimEnd()}${elapsed(line)}`;
}

/** @param {Line} line */
function elapsed({ started }) {
  const seconds = Math.round((Date.now() - started) / 1_000);
  return seconds < 1 ? "" : ` (${seconds} s)`;
}

/** @param {string} text */
export function lastLine(text) {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
