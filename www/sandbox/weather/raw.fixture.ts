import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Opened, Report, Script } from "./script.ts";

/** What came over a connection, and how it ended. */
export interface Came {
  text: string;
  bytes: Buffer;
  ended: "closed" | "reset" | "left by us";
}

/** Opens a case at a sandbox. */
export async function openCase(sandbox: string, script: Script): Promise<Opened> {
  const answer = await fetch(`${sandbox}/cases`, { method: "POST", body: JSON.stringify(script) });
  return (await answer.json()) as Opened;
}

/** What came of a case, once its connections have ended or so long has passed. */
export async function reportOf(sandbox: string, { id }: Opened, waitMs = 20_000): Promise<Report> {
  return (await (await fetch(`${sandbox}/cases/${id}?waitMs=${waitMs}`)).json()) as Report;
}

/** When we leave before the server ends a connection: once this holds of what has come. */
export type Leave = (text: string) => boolean | Promise<boolean>;

/** Asks over a socket of its own, and reads until the server or we end it. */
export async function ask(
  baseUrl: string,
  path = "/hq/v1/accounts/a/business_units_structure",
  { leave, headers = "" }: { leave?: Leave; headers?: string } = {},
): Promise<Came> {
  const { hostname, port, host, pathname } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(`GET ${pathname}${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n`);
  return collect(socket, leave);
}

/** The sandbox shares our event loop: what it does without a timer is done after so many turns. */
const TURNS = 20;

function collect(socket: Socket, leave?: Leave): Promise<Came> {
  const chunks: Buffer[] = [];
  let isOver = false;
  return new Promise((resolve, reject) => {
    const end = (ended: Came["ended"]) => {
      isOver = true;
      socket.destroy();
      const bytes = Buffer.concat(chunks);
      resolve({ bytes, text: bytes.toString("latin1"), ended });
    };
    const leaveLater = async (isTime: Leave) => {
      const isDue = () => isTime(Buffer.concat(chunks).toString("latin1"));
      while (!isOver && !(await isDue())) await new Promise(setImmediate);
      for (let turns = 0; turns < TURNS; turns++) await new Promise(setImmediate);
      if (!isOver) end("left by us");
    };
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("end", () => end("closed")).on("error", () => end("reset"));
    if (leave) leaveLater(leave).catch(reject);
  });
}
