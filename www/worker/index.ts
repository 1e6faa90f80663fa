import { app } from "./app.ts";
import { useCacheApi } from "./cache/cache-api.ts";

export { Pacer } from "./guard/pacer.ts";

useCacheApi((globalThis as { caches?: Parameters<typeof useCacheApi>[0] }).caches);

/** The edge worker: the API under /api, its description at /openapi.json, the page everywhere else. */
export default { fetch: app.fetch };
