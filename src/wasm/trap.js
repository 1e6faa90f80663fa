// A trap (a panic, memory out of bounds, an overflow of the stack) leaves the module in the middle of something. Then all
// of it is given up: what is open rejects, what comes later throws, and nothing hangs.
//
// The build lets the generated code call what `watch` gives instead of the exports themselves, so there is no way into
// the module that does not lead through here: functions, and callbacks of promises, timers and events.

/**
 * What a callback gives when it is not carried out: generated code may look for the parts of a result.
 * @type {readonly unknown[]}
 */
const NOTHING = Object.freeze([]);
const CALLBACK = /closure/;
const FREE = /_free$/;
const OVERFLOW = /call stack|recursion/i;

/** @param {WebAssembly.Exports} exports */
export function watch(exports) {
  /** @type {Set<(thrown: unknown) => void>} */
  const open = new Set();
  let isBroken = false;
  let depth = 0;

  const breakDown = () => {
    isBroken = true;
    for (const reject of open) reject(fault());
    open.clear();
  };

  /** @param {Promise<unknown>} promise */
  const unlessBroken = (promise) =>
    new Promise((resolve, reject) => {
      open.add(reject);
      const settled = () => open.delete(reject);
      promise.finally(settled).then(resolve, reject);
    });

  /**
   * @param {string} name
   * @param {Function} entry
   */
  const guarded = (name, entry) => {
    const isCallback = CALLBACK.test(name);
    // Nobody waits for these, so there is nobody to throw to.
    const isQuiet = isCallback || FREE.test(name);
    return (/** @type {unknown[]} */ ...args) => {
      if (isBroken) return giveUp(isQuiet);
      depth++;
      try {
        const given = entry(...args);
        return given instanceof Promise ? unlessBroken(given) : given;
      } catch (thrown) {
        // Whatever is thrown through a callback has cut off a future that somebody awaits.
        if (!isCallback && !isTrap(thrown)) throw thrown;
        breakDown();
        return giveUp(isQuiet && depth === 1);
      } finally {
        depth--;
      }
    };
  };

  const entries = Object.entries(exports).map(([name, entry]) => {
    return [name, typeof entry === "function" ? guarded(name, entry) : entry];
  });
  return Object.fromEntries(entries);
}

/** @param {boolean} isQuiet */
function giveUp(isQuiet) {
  if (isQuiet) return NOTHING;
  throw fault();
}

/** @param {unknown} thrown */
function isTrap(thrown) {
  if (thrown instanceof WebAssembly.RuntimeError) return true;
  return thrown instanceof Error && OVERFLOW.test(thrown.message);
}

function fault() {
  return new WebAssembly.RuntimeError("The module broke down, and is of no more use.");
}
