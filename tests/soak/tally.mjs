// @ts-check

/**
 * How one request went: how long it took to its last byte, and how the worker came by the answer. What is neither 200
 * nor 304 is an error, and so is what never came.
 * @typedef {{ ms: number, state: string, error?: string }} Outcome
 */

const STATES = ["HIT", "SWR", "SIE", "MISS"];
const HEAD = ["weather", "requests", "per second", "p50", "p90", "p99", "longest", ...STATES, "errors"];

/**
 * The time below which so many of a hundred are.
 * @param {readonly number[]} sorted
 * @param {number} percent
 */
export function percentile(sorted, percent) {
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

/**
 * A line of the table.
 * @param {string} weather
 * @param {readonly Outcome[]} outcomes
 * @param {number} seconds
 */
function line(weather, outcomes, seconds) {
  const sorted = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  const times = [50, 90, 99, 100].map((percent) => `${percentile(sorted, percent).toFixed(1)} ms`);
  const states = STATES.map((name) => String(outcomes.filter(({ state }) => state === name).length));
  const errors = outcomes.filter(({ error }) => error !== undefined).length;
  const rate = (outcomes.length / seconds).toFixed(0);
  return [weather, String(outcomes.length), rate, ...times, ...states, String(errors)];
}

/**
 * All weathers as a table for a terminal.
 * @param {readonly { weather: string, seconds: number, outcomes: readonly Outcome[] }[]} phases
 */
export function table(phases) {
  const rows = [HEAD, ...phases.map(({ weather, outcomes, seconds }) => line(weather, outcomes, seconds))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("  ")).join("\n");
}

/**
 * Each error once, with how often it came.
 * @param {readonly Outcome[]} outcomes
 */
export function errorsIn(outcomes) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { error } of outcomes) if (error !== undefined) counts.set(error, (counts.get(error) ?? 0) + 1);
  return [...counts].map(([error, count]) => `${count} × ${error}`);
}
