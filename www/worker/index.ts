import { Hono } from "hono";
import { accounts } from "./accounts.ts";
import { autodesk } from "./autodesk.ts";
import type { App } from "./env.ts";
import { cors } from "./gate/cors.ts";
import { gate } from "./gate/gate.ts";
import { securityHeaders, upstreamHeader } from "./headers.ts";
import { health } from "./health.ts";
import { imocha } from "./imocha.ts";
import { page } from "./page.ts";
import { problemAnswer } from "./problem.ts";
import { onlyReading, unknownPath } from "./refuse.ts";
import { shownBy } from "./shown.ts";
import { timed } from "./timing.ts";

// Routes are compared with the path as it was sent: one address has one spelling, and `/api/%61ccounts` is another one.
const app = new Hono<App>({ getPath: (request) => new URL(request.url).pathname });

app.onError((thrown, c) => problemAnswer(thrown, c.env, shownBy(c.req.raw.headers)));
app.use(securityHeaders);
app.use("/healthz", timed);
app.use("/api/*", timed);
app.use("/healthz", upstreamHeader);
// Who may ask is settled first, even before whether there is anything at the address.
app.use("/api/*", upstreamHeader, cors, gate);
for (const routes of [health, accounts, autodesk, imocha]) app.route("/", routes);
app.all("/api/*", unknownPath);
app.get("*", page);
app.all("*", onlyReading);

/** The edge worker: the API under /api, the page everywhere else. */
export default { fetch: app.fetch };
