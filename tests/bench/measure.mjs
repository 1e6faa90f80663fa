// @ts-check
/**
 * Measures contenders side by side, in one process.
 *
 *   warm up each     until it has run for half a second, on a small listing when the real one is large
 *   a round          one sample of each, in turns forwards and backwards: A B C, C B A, A B C, …
 *   a sample         collect all garbage (untimed), then so many calls that they take 20 ms; the mean of a call
 *   several turns    in a round are samples of which the fastest counts
 *   the result       medians over the rounds; a ratio is the median of the ratios of the rounds, so that a machine
 *                    that slows down for a while slows down both sides of it
 *
 * Nobody pays for garbage that another one left, and everybody for what has to be collected during its own calls.
 * What `done` does (free a tree) is not timed.
 */

const warmUpMs = 500;
const sampleMs = 20;
const fewestRounds = 3;
const mostRounds = 31;

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
 * Measures contenders round by round, for about `limitMs` in all. With `warmUpInput` a sample is one call.
 * @template I
 * @template {string} N
 * @param {Record<N, Contender<I>>} contenders
 * @param {{ input: I, warmUpInput?: I | undefined, limitMs: number, turns?: number }} conditions
 * @returns {Record<N, Samples>}
 */
export function interleave(contenders, { input, warmUpInput, limitMs, turns = 1 }) {
  const entrants = /** @type {[N, Contender<I>][]} */ (Object.entries(contenders)).map(
    ([name, contender]) => {
      const callMs = warmUp(contender, warmUpInput ?? input);
      const calls = warmUpInput === undefined ? Math.ceil(sampleMs / callMs) : 1;
      return { name, contender, calls, samples: /** @type {Samples} */ ([]) };
    },
  );
  const end = performance.now() + limitMs;
  for (let round = 0; round < fewestRounds || (round < mostRounds && performance.now() < end); round++) {
    for (const { samples } of entrants) samples.push(Number.POSITIVE_INFINITY);
    for (let turn = 0; turn < turns; turn++) {
      for (const { contender, calls, samples } of entrants)
        samples.push(Math.min(samples.pop() ?? 0, sample(contender, input, calls)));
      entrants.reverse();
    }
  }
  const named = entrants.map(({ name, samples }) => [name, samples]);
  return /** @type {Record<N, Samples>} */ (Object.fromEntries(named));
}

/**
 * Runs a contender until the compilers have done their best. Gives the mean time of a call: one call alone may have
 * been interrupted, and a sample would get far too few.
 * @template I
 * @param {Contender<I>} contender
 * @param {I} input
 */
function warmUp(contender, input) {
  const started = performance.now();
  let calls = 0;
  while (calls === 0 || performance.now() - started < warmUpMs) {
    timed(contender, input);
    calls++;
  }
  return (performance.now() - started) / calls;
}

/**
 * @template I
 * @param {Contender<I>} contender
 * @param {I} input
 * @param {number} calls
 */
function sample(contender, input, calls) {
  collectGarbage();
  let ms = 0;
  for (let call = 0; call < calls; call++) ms += timed(contender, input);
  return ms / calls;
}

/**
 * @template I
 * @param {Contender<I>} contender
 * @param {I} input
 */
function timed({ run, done }, input) {
  const started = performance.now();
  const made = run(input);
  const ms = performance.now() - started;
  done?.(made);
  return ms;
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
