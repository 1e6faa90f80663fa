import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** The further addresses that cases need: another host, and the sandbox itself over TLS. */
export interface Neighbours {
  elsewhere: string;
  trusted: string;
  untrusted: string;
  close(): Promise<void>;
}

/** The authority that the tests' runtimes trust. Its key was deleted, so it signs no other certificate. */
export const AUTHORITY: URL = pem("authority", "cert");
/** The certificate that it signed, for a browser that trusts single certificates. */
export const TRUSTED: URL = pem("trusted", "cert");

function pem(name: "authority" | "trusted" | "untrusted", part: "cert" | "key"): URL {
  return new URL(`certificates/${name}.test-only.${part}.pem`, import.meta.url);
}

/** Starts all three on free ports of 127.0.0.1. */
export async function startNeighbours(own: RequestListener, other: RequestListener): Promise<Neighbours> {
  const servers = [createServer(other), tlsServer("trusted", own), tlsServer("untrusted", own)];
  const [elsewhere = 0, trusted = 0, untrusted = 0] = await Promise.all(servers.map(listen));
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closeServer));
  };
  const at = (port: number) => `127.0.0.1:${port}`;
  return {
    elsewhere: `http://${at(elsewhere)}`,
    trusted: `https://${at(trusted)}`,
    untrusted: `https://${at(untrusted)}`,
    close,
  };
}

function tlsServer(name: "trusted" | "untrusted", own: RequestListener): Server {
  return createTlsServer({ key: readFileSync(pem(name, "key")), cert: readFileSync(pem(name, "cert")) }, own);
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
