// @ts-check
import { existsSync } from "node:fs";
import path from "node:path";
import { pageFolder, workerFolder } from "./build.mjs";

/**
 * What to start: `settings` are the worker's variables and secrets, `port` 0 is any free one, `worker` and
 * `page` are the folders that the builds fill, `kvNamespaces` are held in memory, and `outboundService` answers the worker
 * in place of the network.
 * @typedef {{
 *   settings?: Record<string, string>, port?: number, worker?: string, page?: string, kvNamespaces?: string[],
 *   ratelimits?: Record<string, { simple: { limit: number, period: 10 | 60 } }>,
 *   outboundService?: (request: import("miniflare").Request) => Promise<import("miniflare").Response>
 * }} WorkerOptions
 */

/**
 * Starts the worker in workerd, with the page if there is one. In the Miniflare that it gives, `ready`
 * is the address, `dispatchFetch` asks the worker without a socket, and `dispose` ends it.
 * @param {WorkerOptions} options
 */
export async function startWorker(options = {}) {
  const { settings = {}, port = 0, worker = workerFolder, page = pageFolder, ...network } = options;
  const { Miniflare } = await import("miniflare");
  const miniflare = new Miniflare({
    name: "business-units",
    host: "127.0.0.1",
    port,
    // Else Miniflare asks a server of Cloudflare's for the value of request.cf.
    cf: false,
    compatibilityDate: "2026-04-01",
    compatibilityFlags: ["enable_request_signal"],
    modules: true,
    modulesRoot: worker,
    scriptPath: path.join(worker, "index.js"),
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    bindings: settings,
    ...(existsSync(page) && { assets: assetsIn(page) }),
    ...network,
  });
  await miniflare.ready;
  return miniflare;
}

/** @param {string} directory */
function assetsIn(directory) {
  // The worker sees every request, because it puts the security headers on the page's files too.
  const routerConfig = { has_user_worker: true, invoke_user_worker_ahead_of_assets: true };
  return { directory, binding: "ASSETS", routerConfig };
}
