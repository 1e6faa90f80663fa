/** Counts the timers that are set from now on and neither fire nor are cleared. */
export function watchTimers(): { left(): number; stop(): void } {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const running = new Set<unknown>();
  const counting = (work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const fire = () => {
      running.delete(timer);
      work(...args);
    };
    const timer = set(fire, ms);
    if (!isOfRuntime()) running.add(timer);
    return timer;
  };
  const clearing = (timer: Parameters<typeof clear>[0]) => {
    running.delete(timer);
    clear(timer);
  };
  Object.assign(globalThis, { setTimeout: counting, clearTimeout: clearing });
  const stop = () => {
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  };
  return { left: () => running.size, stop };
}

/** Node's `fetch` sets timers for all of its connections, through the same function. */
function isOfRuntime(): boolean {
  return new Error().stack?.includes("node:internal/deps") === true;
}
