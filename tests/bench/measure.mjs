// @ts-check
/**
 * Measures contenders side by side, in one process.
 *
 *   warm up each     until it has run for half a second, on a small listing when the real one is large
 *   a round          one sample of each, in turns forwards and backwards: A B C, C B A, A B C, …
 *   a sample         collect all garbage (untimed), then so many calls that they take 20 ms; the mean of a call
 *   the result       medians over the rounds; a ratio is the median of the ratios of the rounds, so that a machine
 *                    that slows down for a while slows down both sides of it
 *
 * No contender pays for garbage that another one left; each pays for collections during its own calls.
 * What `done` does (free a tree) is not timed.
 */

const warmUpMs = 500;
const sampleMs = 20;
const fewestRounds = 3;
const mostRounds = 31;
const shortSampleMs = 2;
const shortSamples = 15;

/**
 * One way of doing a piece of work. `done` is given what `run` made.
 * @template I
 * @typedef {{ run: (input: I) => unknown, done?: (made: any) => void }} Contender
 */

/**
 * The time of a call in milliseconds, in each round.
 * @typedef {number[]} Samples
 */

/**
 * What contenders are measured with, for about `limitMs` in all. With `warmUpInput` a sample is one call.
 * @template I
 * @typedef {{ input: I, warmUpInput?: I | undefined, limitMs: number }} Conditions
 */

/** @template I @typedef {{ name: string, contender: Contender<I>, callMs: number, samples: Samples }} Entrant */

/**
 * Measures contenders round by round.
 * @template I
 * @template {string} N
 * @param {Record<N, Contender<I>>} contenders
 * @param {Conditions<I>} conditions
 * @returns {Record<N, Samples>}
 */
export function interleave(contenders, { input, warmUpInput, limitMs }) {
  const entrants = warmedUp(contenders, warmUpInput ?? input);
  return takeRounds(entrants, limitMs, () => {
    for (const { contender, callMs, samples } of entrants) {
      collectGarbage();
      samples.push(sample(contender, input, warmUpInput === undefined ? callsIn(sampleMs, callMs) : 1));
    }
    entrants.reverse();
  });
}

/**
 * Measures contenders that do the same work in one thread, where some per cent count, by the time that a processor
 * works for them. In a round garbage is collected once, and the fastest of many short samples counts: whatever else
 * runs on the machine only makes samples slower.
 * @template I
 * @template {string} N
 * @param {Record<N, Contender<I>>} contenders
 * @param {Conditions<I>} conditions
 * @returns {Record<N, Samples>}
 */
export function compare(contenders, { input, warmUpInput, limitMs }) {
  const entrants = warmedUp(contenders, warmUpInput ?? input);
  const callMs = Math.min(...entrants.map((entrant) => entrant.callMs));
  const calls = warmUpInput === undefined ? callsIn(shortSampleMs, callMs) : 1;
  return takeRounds(entrants, limitMs, () => {
    collectGarbage();
    for (const { samples } of entrants) samples.push(Number.POSITIVE_INFINITY);
    for (let turn = 0; turn < shortSamples; turn++) {
      for (const { contender, samples } of entrants)
        samples.push(Math.min(samples.pop() ?? Number.NaN, sample(contender, input, calls, processorClock)));
      entrants.reverse();
    }
  });
}

/**
 * @template I
 * @param {Record<string, Contender<I>>} contenders
 * @param {I} input
 * @returns {Entrant<I>[]}
 */
function warmedUp(contenders, input) {
  return Object.entries(contenders).map(([name, contender]) => {
    return { name, contender, callMs: warmUp(contender, input), samples: [] };
  });
}

/**
 * @template I
 * @template {string} N
 * @param {readonly Entrant<I>[]} entrants
 * @param {number} limitMs
 * @param {() => void} takeRound
 */
function takeRounds(entrants, limitMs, takeRound) {
  const end = performance.now() + limitMs;
  for (let round = 0; round < fewestRounds || (round < mostRounds && performance.now() < end); round++)
    takeRound();
  const named = entrants.map(({ name, samples }) => [name, samples]);
  return /** @type {Record<N, Samples>} */ (Object.fromEntries(named));
}

/**
 * @param {number} ms
 * @param {number} callMs
 */
function callsIn(ms, callMs) {
  return Math.ceil(ms / callMs);
}

/**
 * Runs a contender until the compilers have done their best. Gives the median time of a call: the first ones are
 * slow, and any may have been interrupted.
 * @template I
 * @param {Contender<I>} contender
 * @param {I} input
 */
function warmUp(contender, input) {
  const started = performance.now();
  const times = [];
  while (times.length === 0 || performance.now() - started < warmUpMs) times.push(timed(contender, input));
  return median(times);
}

/**
 * @template I
 * @param {Contender<I>} contender
 * @param {I} input
 * @param {number} calls
 * @param {() => number} clock
 */
function sample(contender, input, calls, clock = wallClock) {
  let ms = 0;
  for (let call = 0; call < calls; call++) ms += timed(contender, input, clock);
  return ms / calls;
}

/**
 * @template I
 * @param {Contender<I>} contender
 * @param {I} input
 * @param {() => number} clock
 */
function timed({ run, done }, input, clock = wallClock) {
  const started = clock();
  const made = run(input);
  const ms = clock() - started;
  done?.(made);
  return ms;
}

/** The time in milliseconds. */
function wallClock() {
  return performance.now();
}

/**
 * The time in milliseconds for which a processor has worked for this process: others may interrupt it meanwhile.
 * Windows counts it in steps of 16 ms, which are too long.
 */
function processorClock() {
  if (process.platform === "win32") return wallClock();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function collectGarbage() {
  if (globalThis.gc === undefined) throw new Error("start Node with --expose-gc");
  globalThis.gc();
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

/**
 * How many times as long the one took as the other.
 * @param {Samples} one
 * @param {Samples} other of the same rounds
 */
export function medianRatio(one, other) {
  return median(one.map((ms, round) => ms / (other[round] ?? Number.NaN)));
}
