import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Opened, Report, Script } from "./script.ts";

/** What came over a connection, and how it ended. */
export interface Came {
  text: string;
  bytes: Buffer;
  /** When the first byte and the last one came, since the request was sent. */
  firstMs: number;
  lastMs: number;
  ended: "closed" | "reset" | "left by us";
}

/** Opens a case at a sandbox. */
export async function openCase(sandbox: string, script: Script): Promise<Opened> {
  const answer = await fetch(`${sandbox}/cases`, { method: "POST", body: JSON.stringify(script) });
  return (await answer.json()) as Opened;
}

/** What came of a case, once its connections have ended. */
export async function reportOf(sandbox: string, { id }: Opened): Promise<Report> {
  return (await (await fetch(`${sandbox}/cases/${id}?waitMs=1000`)).json()) as Report;
}

/** Asks over a socket of its own, and reads until somebody ends it: the server, or we after a while or some bytes. */
export async function ask(
  baseUrl: string,
  path = "/hq/v1/accounts/a/business_units_structure",
  { leaveAfterMs = 5_000, leaveAfterBytes = Number.POSITIVE_INFINITY, headers = "" } = {},
): Promise<Came> {
  const { hostname, port, host, pathname } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const started = performance.now();
  socket.write(`GET ${pathname}${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n`);
  return collect(socket, started, leaveAfterMs, leaveAfterBytes);
}

function collect(socket: Socket, started: number, ms: number, most: number): Promise<Came> {
  const chunks: Buffer[] = [];
  const times: number[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const end = (ended: Came["ended"]) => {
      clearTimeout(timer);
      socket.destroy();
      const bytes = Buffer.concat(chunks);
      const [firstMs = 0, lastMs = 0] = [times[0], times.at(-1)];
      resolve({ bytes, text: bytes.toString("latin1"), firstMs, lastMs, ended });
    };
    const timer = setTimeout(() => end("left by us"), ms);
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      times.push(performance.now() - started);
      length += chunk.length;
      if (length >= most) end("left by us");
    });
    socket.on("end", () => end("closed")).on("error", () => end("reset"));
  });
}
