import type { Opened, Report, Script } from "../../../www/sandbox/weather/script.ts";

/** Opens a case at the sandbox. */
export async function openCase(sandbox: string, script: Script): Promise<Opened> {
  const answer = await fetch(`${sandbox}/cases`, { method: "POST", body: JSON.stringify(script) });
  if (!answer.ok) throw new Error(`the sandbox opened no case: ${answer.status}`);
  return (await answer.json()) as Opened;
}

/** What came of a case, once its connections have ended: one that is open after so long was left open. */
export async function reportOf(sandbox: string, { id }: Opened, waitMs = 20_000): Promise<Report> {
  const answer = await fetch(`${sandbox}/cases/${id}?waitMs=${waitMs}`);
  return (await answer.json()) as Report;
}

/** Resolves once a request of a case has arrived, or `isOver`. */
export async function untilAsked(sandbox: string, opened: Opened, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const { listing, mint } = await reportOf(sandbox, opened, 0);
    if (listing.length + mint.length > 0) return;
  }
}
