// How long the page may stand still: two frames.
const LONGEST_MS = 32;

/** Gives the page its turn during long work. To be waited for after each piece of it; mostly that takes no time. */
export function breathing(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
