// A trap (a panic, memory out of bounds, a stack overflow) leaves the state of the module inconsistent. So the module is
// given up: open promises reject, later calls throw, and nothing hangs.
//
//   exports without a caller   callbacks of promises, timers, events   caught here: a throw has cut off a future
//   exports with a promise     fetch…, mint…                           caught here, and kept until the promise settles
//   all others                 throw at their caller                   the caller calls `breakDown` for a trap; frequent
//                                                                      calls get no wrapper
//
// The build makes the generated code call what `watch` returns instead of the exports. Once the module is given up, every
// export is replaced, so no call needs a check.

/**
 * The result of a callback that is not run: generated code may destructure it.
 * @type {readonly unknown[]}
 */
const NOTHING = Object.freeze([]);
const PROMISED = /^(fetch|mint)[A-Z]/;
// These have no caller to throw at.
const LONE = /closure|^__wbg_\w+_free$/;
const FREE = /^__wbg_\w+_free$/;
const QUIET = /closure|_free$/;
const OVERFLOW = /call stack|recursion/i;

/** Gives the module up. */
export let breakDown = () => {};

/** @param {WebAssembly.Exports} exports */
export function watch(exports) {
  /** @type {Set<(thrown: unknown) => void>} */
  const open = new Set();
  const giveUp = () => {
    for (const [name, entry] of Object.entries(exports)) {
      if (typeof entry === "function") entries[name] = QUIET.test(name) ? () => NOTHING : refuse;
    }
    for (const reject of open) reject(fault());
    open.clear();
  };

  /** @type {(entry: Function, isFree?: boolean) => Function} */
  const lone = (entry, isFree = false) => {
    return (/** @type {unknown[]} */ ...args) => {
      // The handle was freed already, or another call took it.
      if (isFree && args[0] === 0) return NOTHING;
      try {
        return entry(...args);
      } catch {
        giveUp();
        return NOTHING;
      }
    };
  };

  /** @param {Function} entry */
  const promised = (entry) => {
    return (/** @type {unknown[]} */ ...args) => {
      try {
        return unlessBroken(entry(...args));
      } catch (thrown) {
        if (isTrap(thrown)) giveUp();
        throw thrown;
      }
    };
  };

  /** @param {Promise<unknown>} promise */
  const unlessBroken = (promise) =>
    new Promise((resolve, reject) => {
      open.add(reject);
      const settled = () => open.delete(reject);
      promise.finally(settled).then(resolve, reject);
    });

  /** @type {(name: string, entry: unknown) => unknown} */
  const watched = (name, entry) => {
    if (typeof entry !== "function") return entry;
    if (LONE.test(name)) return lone(entry, FREE.test(name));
    return PROMISED.test(name) ? promised(entry) : entry;
  };

  // NOTE: filled one by one it would be a dictionary, and each call a look-up.
  /** @type {Record<string, unknown>} */
  const entries = Object.fromEntries(
    Object.entries(exports).map(([name, entry]) => [name, watched(name, entry)]),
  );
  breakDown = giveUp;
  return entries;
}

/**
 * Whether what was thrown is a trap.
 * @param {unknown} thrown
 */
export function isTrap(thrown) {
  if (thrown instanceof WebAssembly.RuntimeError) return true;
  return thrown instanceof Error && OVERFLOW.test(thrown.message);
}

function refuse() {
  throw fault();
}

function fault() {
  return new WebAssembly.RuntimeError("The module broke down, and is of no more use.");
}
