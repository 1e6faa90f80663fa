// A trap (a panic, memory out of bounds, an overflow of the stack) leaves the module in the middle of something. Then all
// of it is given up: what is open rejects, what comes later throws, and nothing hangs.
//
//   what nobody waits for      callbacks of promises, timers, events   caught here: whatever they throw cut off a future
//   what gives a promise       fetch…, mint…                           caught here, and held until it settles
//   all else                   throws at its caller                    who calls `breakDown` for a trap; calls that are
//                                                                      made by the dozen stay as they are
//
// The build lets the generated code call what `watch` gives instead of the exports themselves. Broken, every way into the
// module is replaced, so there is nothing to ask before a call.

/**
 * What a callback gives when it is not carried out: generated code may look for the parts of a result.
 * @type {readonly unknown[]}
 */
const NOTHING = Object.freeze([]);
const PROMISED = /^(fetch|mint)[A-Z]/;
// Nobody waits for these, so there is nobody to throw to.
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
      // What was freed already, or taken by another call.
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
