import { autodeskToken, type TokenSource } from "business-units";
import { recording, type Seen } from "./world.ts";

let clientCount = 0;

/** A new client. Tokens are kept by client for as long as the module lives, so tests must not share one. */
export function newClient(): { clientId: string; clientSecret: string } {
  clientCount++;
  return { clientId: `client-${clientCount}`, clientSecret: `secret-${clientCount}` };
}

/** The answer of a token endpoint. */
export function mintAnswer(members: Record<string, unknown>): Response {
  return new Response(JSON.stringify({ token_type: "Bearer", expires_in: 3_599, ...members }));
}

/** A token endpoint that counts, and a client of its own: `token-1`, `token-2`, unless `instead` answers otherwise. */
export function countedMint(
  members: Record<string, unknown> = {},
  instead: () => Response | undefined = () => undefined,
): { source: TokenSource; fetch: typeof fetch; seen: Seen[] } {
  const { fetch, seen } = recording(
    () => instead() ?? mintAnswer({ access_token: `token-${seen.length}`, ...members }),
  );
  return { source: autodeskToken({ ...newClient(), fetch }), fetch, seen };
}

/** Runs `work` while the calendar shows this time. */
export async function atTime(now: number, work: () => Promise<void>): Promise<void> {
  const real = Date.now;
  Date.now = () => now;
  try {
    await work();
  } finally {
    Date.now = real;
  }
}
