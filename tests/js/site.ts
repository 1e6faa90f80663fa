import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

const NONCE = "import-map";
// What the README promises: a page needs 'wasm-unsafe-eval' and nothing else.
const POLICY = `default-src 'none'; script-src 'self' 'nonce-${NONCE}' 'wasm-unsafe-eval'; connect-src *`;

/** The page that runs the suite, with the package's own files behind an import map. */
async function pageText(): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(pkg, "package.json"), "utf8"));
  const at = (file: string) => path.posix.join("/good/0", file);
  const imports = {
    "business-units": at(manifest.exports["."].browser),
    "business-units/tree": at(manifest.exports["./tree"].browser),
    "business-units/export": at(manifest.exports["./export"].default),
    "business-units/snapshot": at(manifest.exports["./snapshot"].default),
    "business-units/import": at(manifest.exports["./import"].default),
  };
  const map = JSON.stringify({ imports });
  return `<!doctype html><title>suite</title><script type="importmap" nonce="${NONCE}">${map}</script>`;
}

/** Serves the suite's bundle, and the package at as many addresses as wanted: `/<behaviour>/<n>/…`. */
export async function startSite(suite: Uint8Array): Promise<{ url: string; close(): void }> {
  const asked = new Set<string>();
  const answer = async (url: string, response: ServerResponse) => {
    const [, behaviour, , ...rest] = url.split("/");
    const isFirst = !asked.has(url);
    asked.add(url);
    if (url === "/") return send(response, ".html", await pageText());
    if (url === "/suite.js") return send(response, ".js", suite);
    // The first request never gets an answer.
    if (isFirst && url.endsWith(".wasm") && behaviour === "hangs-once") return;
    if (isFirst && url.endsWith(".wasm") && behaviour === "html-once")
      return send(response, ".html", "<html>");
    if (isFirst && url.endsWith(".wasm") && behaviour !== "good") return send(response, ".html", "", 404);
    if (url.endsWith("/bytes.js") && behaviour === "all-missing-once")
      return send(response, ".html", "", 404);
    return send(response, path.extname(url), await readFile(path.join(pkg, ...rest)));
  };
  const server = createServer((request, response) => {
    answer(request.url ?? "/", response).catch(() => send(response, ".html", "", 404));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.closeAllConnections() ?? server.close() };
}

function send(response: ServerResponse, extension: string, body: string | Uint8Array, status = 200): void {
  const headers = { "content-type": TYPES[extension] ?? "text/plain", "content-security-policy": POLICY };
  response.writeHead(status, headers).end(body);
}
