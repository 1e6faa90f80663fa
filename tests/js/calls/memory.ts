const EVERY_MS = 20;

/** Watches the memory of the process, where there is one to ask, and gives by how many MiB it was above its start. */
export function memoryWatch(): () => number {
  const start = residentBytes();
  let most = start;
  const look = () => {
    most = Math.max(most, residentBytes());
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return Math.round((most - start) / 2 ** 20);
  };
}

function residentBytes(): number {
  const { process } = globalThis as { process?: { memoryUsage?(): { rss: number } } };
  return process?.memoryUsage?.().rss ?? 0;
}
