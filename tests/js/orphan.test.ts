import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { root } from "./commands.ts";

// In workerd the work of a request may end with the request. A joiner of its mint then waits forever, unless the mint was
// handed to waitUntil, or the joiner has a timer of its own.
const WORKER = `
  import { autodeskToken } from "business-units";
  export default {
    async fetch(request, env, context) {
      const { pathname, searchParams } = new URL(request.url);
      const baseUrl = searchParams.get("mint");
      const waitUntil = searchParams.has("kept") ? (work) => context.waitUntil(work) : undefined;
      const source = autodeskToken({ clientId: "app", clientSecret: pathname, baseUrl });
      const token = source({ waitUntil });
      token.catch(() => undefined);
      // Answered once the mint was asked, and once this request waits for it.
      await (await fetch(baseUrl + "/asked")).text();
      return new Response(searchParams.has("leaves") ? "left" : await token);
    },
  };`;

async function startWorker(): Promise<Miniflare> {
  const { outputFiles } = await build({
    stdin: { contents: WORKER, resolveDir: root },
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
    outdir: root,
    write: false,
  });
  const modules = outputFiles.map(({ path: file, contents }) => ({
    type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
    path: file.endsWith(".wasm") ? file : path.join(root, "worker.js"),
    contents,
  }));
  modules.sort((one) => (one.type === "ESModule" ? -1 : 1));
  return new Miniflare({ modules, modulesRoot: root, compatibilityDate: "2026-04-20", cf: false });
}

/** A token endpoint that leaves its first request waiting until it is told to answer; `/asked` waits for that request. */
async function startMint() {
  const waiting: ServerResponse[] = [];
  const asking: ServerResponse[] = [];
  let minted = 0;
  const give = (response: ServerResponse) => {
    minted++;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: `token-${minted}`, token_type: "Bearer", expires_in: 3599 }));
  };
  let asked = 0;
  const server = createServer(({ url }, response) => {
    if (url === "/asked") asking.push(response);
    else if (++asked === 1) waiting.push(response);
    else give(response);
    if (asked > 0) for (const each of asking.splice(0)) each.end(() => told++);
  });
  let told = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  after(() => server.closeAllConnections() ?? server.close());
  return {
    url: encodeURIComponent(`http://127.0.0.1:${port}`),
    asked: () => asked,
    told: () => told,
    answer: () => waiting.splice(0).forEach(give),
  };
}

const worker = await startWorker();
after(() => worker.dispose());

async function ask(query: string): Promise<string> {
  const response = await worker.dispatchFetch(`http://worker.test${query}`);
  return response.text();
}

test("in workerd those who wait for a mint whose request has ended mint themselves after 8.5 s", async () => {
  const mint = await startMint();
  assert.equal(await ask(`/orphan?leaves&mint=${mint.url}`), "left");
  assert.equal(mint.asked(), 1);
  const waiting = await Promise.all([1, 2, 3].map(() => ask(`/orphan?mint=${mint.url}`)));
  assert.deepEqual(waiting, ["token-1", "token-1", "token-1"]);
  assert.equal(mint.asked(), 2);
  assert.equal(await ask(`/orphan?mint=${mint.url}`), "token-1");
});

test("in workerd a mint that was handed to waitUntil outlives its request", async () => {
  const mint = await startMint();
  assert.equal(await ask(`/kept?leaves&kept&mint=${mint.url}`), "left");
  const waiting = [1, 2].map(() => ask(`/kept?mint=${mint.url}`));
  while (mint.told() < 3) await new Promise(setImmediate);
  mint.answer();
  assert.deepEqual(await Promise.all(waiting), ["token-1", "token-1"]);
  assert.equal(mint.asked(), 1);
});
