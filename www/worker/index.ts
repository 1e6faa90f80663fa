import { app } from "./app.ts";

export { Pacer } from "./guard/pacer.ts";

/** The edge worker: the API under /api, its description at /openapi.json, the page everywhere else. */
export default { fetch: app.fetch };
