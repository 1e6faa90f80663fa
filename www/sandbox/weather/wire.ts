import { once } from "node:events";
import type { Socket } from "node:net";

/** The next step on the connection. After the last one it is closed properly. */
export type Step = string | Uint8Array | { waitMs: number } | "reset" | "silence";

/** Steps are made lazily: a flood has no end. */
export type Steps = Iterable<Step> | AsyncIterable<Step>;

/** The side that ended the connection. */
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

// NOTE: a client that ends only its own half has left, too: fetch never does so and waits.
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
