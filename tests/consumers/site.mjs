// @ts-check
import { once } from "node:events";
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

/** @typedef {{ url: string, close: () => void }} Site */

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".json": "application/json",
};

/**
 * Serves files of a folder; what it does not have, the folders after it may.
 * @param {readonly string[]} folders
 * @returns {Promise<Site>}
 */
export function serveFiles(folders) {
  return serve((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site.test");
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const file = folders.map((folder) => path.join(folder, name)).find(isFile);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
}

/** @param {string} file */
function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Listens for the one thing that a page tells.
 * @returns {Promise<Site & { told: Promise<string> }>}
 */
export async function listenForPage() {
  /** @type {(text: string) => void} */
  let resolve = () => undefined;
  const told = new Promise((settle) => {
    resolve = settle;
  });
  const site = await serve(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    response.end();
    if (request.method === "POST") resolve(text);
  });
  return { ...site, told };
}

/** @param {import("node:http").RequestListener} listener */
async function serve(listener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${portOf(server)}`, close };
}

/** @param {import("node:net").Server} server */
function portOf(server) {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Returns a free port: one that a server of ours has just left. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
