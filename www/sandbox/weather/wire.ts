import { once } from "node:events";
import type { Socket } from "node:net";

/** What is done next on the connection. After the last step it is closed in peace. */
export type Step = string | Uint8Array | { waitMs: number } | "reset" | "silence";

/** Steps are made while they are taken: a flood has no end. */
export type Steps = Iterable<Step> | AsyncIterable<Step>;

/** Whether the client stayed to the end. */
export type Ending = "server" | "client";

/** Takes the steps one after another, no faster than the client reads, until one of both ends the connection. */
export async function perform(socket: Socket, steps: Steps): Promise<Ending> {
  const gone = leaving(socket);
  for await (const step of steps) {
    if (gone.aborted) return "client";
    if (step === "reset") return resetNow(socket);
    if (step === "silence") await untilGone(gone);
    else if (typeof step === "object" && "waitMs" in step) await pause(step.waitMs, gone);
    else await write(socket, step, gone);
  }
  if (gone.aborted) return "client";
  socket.end();
  return "server";
}

// NOTE: a client that only ends its own half has left as well: fetch never does so and waits.
function leaving(socket: Socket): AbortSignal {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  socket.once("close", leave).once("error", leave).once("end", leave);
  if (socket.destroyed) leave();
  return leaving.signal;
}

function resetNow(socket: Socket): Ending {
  socket.resetAndDestroy();
  return "server";
}

async function untilGone(gone: AbortSignal): Promise<void> {
  if (!gone.aborted) await once(gone, "abort");
}

function pause(ms: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      gone.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    gone.addEventListener("abort", done);
  });
}

async function write(socket: Socket, bytes: string | Uint8Array, gone: AbortSignal): Promise<void> {
  const flushed = typeof bytes === "string" ? socket.write(bytes, "latin1") : socket.write(bytes);
  if (!flushed) await once(socket, "drain", { signal: gone }).catch(() => undefined);
}
