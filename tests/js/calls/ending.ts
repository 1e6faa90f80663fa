import type { BusinessUnitsError } from "business-units";

/** How a promise ended, and after how long. */
export type Ending<T> = { ms: number } & ({ value: T } | { thrown: unknown });

/** Waits for the end, whichever it is. */
export async function endingOf<T>(work: () => Promise<T>): Promise<Ending<T>> {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  try {
    const value = await work();
    return { value, ms: since() };
  } catch (thrown) {
    return { thrown, ms: since() };
  }
}

// Recognised by its name: a test of the package shows that `instanceof` works.
/** The error as ours, or nothing. */
export function ours(thrown: unknown): BusinessUnitsError | undefined {
  const isOurs = thrown instanceof Error && thrown.name === "BusinessUnitsError";
  return isOurs ? (thrown as BusinessUnitsError) : undefined;
}

/** An ending in a few words, for a failure. */
export function describeEnding(ending: Ending<unknown>): string {
  if ("value" in ending) return `success after ${ending.ms} ms`;
  const error = ours(ending.thrown);
  if (error === undefined) return `${String(ending.thrown)} after ${ending.ms} ms`;
  const attempts = error.attempts.map(({ status, kind, waitMs, ms }) => `${status ?? kind}:${waitMs}+${ms}`);
  return `${error.code} after ${ending.ms} ms [${attempts.join(" ")}] ${error.message}`;
}

/** Where a secret shows in an error, if it does. */
export function leaks(thrown: unknown, secrets: readonly string[]): string[] {
  const error = ours(thrown);
  if (error === undefined) return [];
  const text = [JSON.stringify(error), String(error), error.stack ?? "", ...ownTexts(error)].join("\n");
  return secrets.filter((secret) => text.includes(secret)).map((secret) => `the error shows ${secret}`);
}

function ownTexts(error: Error): string[] {
  return Object.getOwnPropertyNames(error).map((name) => JSON.stringify(Reflect.get(error, name)) ?? "");
}

/** Whether a number is that one, or between those two. */
export function isWithin(found: number, wanted: number | readonly [number, number]): boolean {
  const [least, most] = typeof wanted === "number" ? [wanted, wanted] : wanted;
  return least <= found && found <= most;
}
