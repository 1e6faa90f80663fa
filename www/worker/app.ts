import { Hono } from "hono";
import { accounts } from "./accounts.ts";
import type { App } from "./context.ts";
import { description } from "./description.ts";
import { cors } from "./gate/cors.ts";
import { gate } from "./gate/gate.ts";
import { securityHeaders, upstreamHeader } from "./headers.ts";
import { health } from "./health.ts";
import { listingRoutes } from "./listing-routes.ts";
import { page } from "./page.ts";
import { problemAnswer } from "./problem-answer.ts";
import { providers } from "./providers/list.ts";
import { onlyReading, unknownPath } from "./refuse.ts";
import { secretsIn } from "./request-secrets.ts";
import { timed } from "./server-timing.ts";

/** The app with all routes. Routes match the path as it was sent: `/api/%61ccounts` is not `/api/accounts`. */
export const app = new Hono<App>({ getPath: (request) => new URL(request.url).pathname });

app.onError((thrown, c) => problemAnswer(thrown, c.env, secretsIn(c.req.raw.headers)));
app.use(securityHeaders);
for (const open of ["/healthz", "/openapi.json"]) app.use(open, timed, upstreamHeader);
// The gate comes first, even before the question whether the address exists.
app.use("/api/*", timed, upstreamHeader, cors, gate);
for (const routes of [health, description, accounts, ...providers.map(listingRoutes)]) app.route("/", routes);
app.all("/api/*", unknownPath);
app.get("*", page);
app.all("*", onlyReading);
