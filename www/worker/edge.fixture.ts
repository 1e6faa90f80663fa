import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import type { UnitTree } from "business-units";
import type { Request as EdgeRequest, Response as EdgeResponse, Miniflare } from "miniflare";
import { bundleWorker } from "../build.mjs";
import { startWorker } from "../miniflare.mjs";
import { type Sandbox, startSandbox } from "../sandbox/server.ts";
import type { Env } from "./env.ts";
import handler from "./index.ts";

type Network = (request: EdgeRequest) => Promise<EdgeResponse>;

/** A folder that is gone after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "business-units-edge-"));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A sandbox that ends after the tests of the file. */
export async function sandbox(): Promise<Sandbox> {
  const started = await startSandbox();
  after(() => started.close());
  return started;
}

/** The worker's bundle, in a folder of its own: files of tests run side by side, and must not build over each other. */
export async function bundle(customer?: string): Promise<string> {
  const folder = path.join(await temporaryFolder(), "worker");
  await bundleWorker(folder, customer);
  return folder;
}

/** What a test says about the worker it wants. */
export interface EdgeOptions {
  worker: string;
  settings?: Record<string, string>;
  page?: string;
  network?: Network;
  ratelimits?: Record<string, { simple: { limit: number; period: 10 | 60 } }>;
  /** Bound as KV namespaces. */
  kvNamespaces?: string[];
}

/** A worker that can be asked. */
export interface Edge {
  ask(path: string, init?: { method?: string; headers?: Record<string, string> }): Promise<Answer>;
}

/** What tests look at, in workerd's answers and in Node's. */
export type Answer = Pick<EdgeResponse, "status" | "json" | "text" | "arrayBuffer"> & {
  headers: Iterable<[string, string]> & { get(name: string): string | null };
};

const origin = "http://edge.example";

/** Starts a worker in workerd that ends after the tests of the file; without `page` it has none. */
export async function edge(options: EdgeOptions): Promise<Edge & { url: URL; miniflare: Miniflare }> {
  const { worker, settings = {}, page = path.join(worker, "no-page"), network, ratelimits } = options;
  const outbound = { ...(network && { outboundService: network }), ...(ratelimits && { ratelimits }) };
  const { kvNamespaces = [] } = options;
  const miniflare = await startWorker({ worker, settings, page, kvNamespaces, ...outbound });
  after(() => miniflare.dispose());
  const ask: Edge["ask"] = (path, init = {}) =>
    miniflare.dispatchFetch(origin + path, { redirect: "manual", ...init });
  return { ask, url: await miniflare.ready, miniflare };
}

/** The worker's handler called as a function in Node: for what no runtime decides, and at once. */
export function handlerWith(settings: Env): Edge {
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
  return { ask: async (path, init) => handler.fetch(new Request(origin + path, init), settings, context) };
}

/** Whether a tree's memory was given back. */
export function isFreed(tree: UnitTree): boolean {
  try {
    return tree.size < 0;
  } catch (thrown) {
    return (thrown as { code?: string }).code === "ERR_STATE";
  }
}

/** Carries what the worker asks of the two services, whatever their host, to the sandbox. */
export function carriedTo(url: string, seen: URL[] = []): Network {
  return async (request) => {
    const { Response } = await import("miniflare");
    const asked = new URL(request.url);
    seen.push(asked);
    const body = request.method === "POST" ? await request.text() : null;
    const headers = [...request.headers].filter(([name]) => name !== "host" && name !== "content-length");
    const answer = await fetch(new URL(asked.pathname + asked.search, url), {
      method: request.method,
      headers,
      body,
    });
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers: [...answer.headers] });
  };
}
