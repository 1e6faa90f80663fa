// @ts-check
import { existsSync } from "node:fs";
import path from "node:path";
import { pageFolder, workerFolder } from "./build.mjs";

/**
 * What to start: `settings` are the worker's variables and secrets, `port` 0 is any free one, `worker` and
 * `page` are the folders that the builds fill, `reference` answers what is below /reference in place of the page's folder,
 * `kvNamespaces` are held in memory, and `outboundService` answers the worker in place of the network.
 * @typedef {{
 *   settings?: Record<string, string>, port?: number, worker?: string, page?: string, kvNamespaces?: string[],
 *   reference?: Pick<import("./late-reference.mjs").LateReference, "answer">,
 *   ratelimits?: Record<string, { simple: { limit: number, period: 10 | 60 } }>,
 *   outboundService?: (request: import("miniflare").Request) => Promise<import("miniflare").Response>
 * }} WorkerOptions
 * @typedef {{ fetch: (request: import("miniflare").Request) => Promise<import("miniflare").Response> }} Files
 */

/**
 * Starts the worker in workerd, with the page if there is one. In the Miniflare that it gives, `ready`
 * is the address, `dispatchFetch` asks the worker without a socket, and `dispose` ends it.
 * @param {WorkerOptions} options
 */
export async function startWorker(options = {}) {
  const {
    settings = {},
    port = 0,
    worker = workerFolder,
    page = pageFolder,
    reference,
    ...network
  } = options;
  const { Miniflare, Response } = await import("miniflare");
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
    ...(existsSync(page) && filesOf(page, reference, Response)),
    ...network,
  });
  await miniflare.ready;
  return miniflare;
}

/**
 * @param {string} directory
 * @param {WorkerOptions["reference"]} reference
 * @param {typeof import("miniflare").Response} Response
 * @returns {Partial<import("miniflare").WorkerOptions>}
 */
function filesOf(directory, reference, Response) {
  // The worker sees every request, because it puts the security headers on the page's files too.
  const routerConfig = { has_user_worker: true, invoke_user_worker_ahead_of_assets: true };
  if (reference === undefined) return { assets: { directory, binding: "ASSETS", routerConfig } };
  return {
    assets: { directory, binding: "FILES", routerConfig },
    serviceBindings: {
      ASSETS: async (
        /** @type {import("miniflare").Request} */ request,
        /** @type {import("miniflare").Miniflare} */ miniflare,
      ) => {
        const { pathname } = new URL(request.url);
        if (/^\/reference(\/|$)/.test(pathname)) {
          const { body, ...init } = reference.answer(pathname);
          return new Response(body, init);
        }
        const { FILES } = /** @type {{ FILES: Files }} */ (await miniflare.getBindings());
        return FILES.fetch(request);
      },
    },
  };
}
