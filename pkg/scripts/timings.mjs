// @ts-check

/**
 * One step or suite as a log told of it: when it began and how long it took, in seconds, and what came of it.
 * @typedef {{ title: string, began: number, took: number, outcome: string }} Timing
 */

/**
 * Reads from a log when each step began and how long it took. A step under way has lines of the same form as one that has
 * ended: the last one counts.
 */
export class Timings {
  /** @type {Map<string, Timing>} */
  #steps = new Map();
  #rest = "";

  /**
   * @param {string} text what was written, cut anywhere
   * @param {number} now seconds since the command was started
   */
  read(text, now) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const [, number, title = "", outcome = "", seconds = "0"] =
        /^(\[\d+\/\d+\]) (.*?) … (.*?)(?: \((\d+) s\))?$/.exec(line) ?? [];
      const took = Number(seconds);
      if (number !== undefined)
        this.#steps.set(`${number} ${title}`, { title, began: Math.max(0, now - took), took, outcome });
    }
  }

  /** Writes a Markdown table of all that took a second or more, in the order in which it began. */
  table() {
    const rows = [...this.#steps.values()]
      .filter(({ took }) => took > 0)
      .sort((one, other) => one.began - other.began)
      .map(
        ({ title, began, took, outcome }) => `| ${title} | ${began.toFixed(0)} s | ${took} s | ${outcome} |`,
      );
    return ["| step | begins at | takes | outcome |", "|---|---:|---:|---|", ...rows].join("\n");
  }
}
