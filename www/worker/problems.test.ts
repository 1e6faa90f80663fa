import assert from "node:assert/strict";
import { test } from "node:test";
import { BusinessUnitsError } from "business-units";
import { AUTODESK_ACCOUNTS, type IMOCHA_ACCOUNTS } from "../sandbox/catalog.ts";
import { type Answer, bundle, edge, handlerWith, sandbox } from "./edge.fixture.ts";
import { problemAnswer } from "./problem-answer.ts";

const folder = await bundle();
const upstream = await sandbox();
const worker = await edge({ worker: folder, settings: { SANDBOX_URL: upstream.url } });

type Autodesk = keyof typeof AUTODESK_ACCOUNTS;
type Imocha = keyof typeof IMOCHA_ACCOUNTS;

const ofAutodesk = (account: Autodesk, query = "") =>
  `/api/autodesk/accounts/${AUTODESK_ACCOUNTS[account].accountId}/business-units${query}`;
const ofImocha = (account: Imocha) => `/api/imocha/business-units?account=${account}`;

const refusals: [path: string, status: number, code: string, upstreamStatus?: number][] = [
  [ofAutodesk("badRequest"), 502, "ERR_STATUS", 400],
  [ofAutodesk("unauthorized"), 502, "ERR_UNAUTHORIZED", 401],
  [ofAutodesk("forbidden"), 502, "ERR_FORBIDDEN", 403],
  [ofAutodesk("notFound"), 404, "ERR_NOT_FOUND", 404],
  [ofAutodesk("conflict"), 502, "ERR_STATUS", 409],
  [ofAutodesk("unprocessable"), 502, "ERR_STATUS", 422],
  [ofAutodesk("rateLimited"), 503, "ERR_RATE_LIMITED", 429],
  [ofAutodesk("serverError"), 502, "ERR_SERVER", 500],
  [ofAutodesk("unavailable"), 502, "ERR_SERVER", 503],
  [ofAutodesk("slowHeaders"), 504, "ERR_TIMEOUT"],
  [ofAutodesk("slowBody"), 504, "ERR_TIMEOUT", 200],
  [ofImocha("badRequest"), 502, "ERR_STATUS", 400],
  [ofImocha("unauthorized"), 502, "ERR_UNAUTHORIZED", 401],
  [ofImocha("forbidden"), 502, "ERR_FORBIDDEN", 403],
  [ofImocha("notFound"), 404, "ERR_NOT_FOUND", 404],
  [ofImocha("rateLimited"), 503, "ERR_RATE_LIMITED", 429],
  [ofImocha("serverError"), 502, "ERR_SERVER", 500],
  ["/api/autodesk/accounts/a.b1c2/business-units", 403, "ACCOUNT_FORBIDDEN"],
  ["/api/autodesk/accounts/no%20account/business-units", 403, "ACCOUNT_FORBIDDEN"],
  ["/api/autodesk/accounts/%2e%2e%2f/business-units", 403, "ACCOUNT_FORBIDDEN"],
  [ofAutodesk("documented", "?region=emea"), 400, "ERR_OPTION"],
  [ofAutodesk("documented", "?region="), 400, "ERR_OPTION"],
  ["/api/imocha/business-units?account=nobody", 404, "ERR_NOT_FOUND"],
  ["/api/imocha/business-units?account=__proto__", 404, "ERR_NOT_FOUND"],
];

test("a refusal is a problem document with the status and the code of its cause", {
  concurrency: 8,
}, async (t) => {
  const asked = refusals.map(([path, status, code, upstreamStatus]) =>
    t.test(`${path} is ${status} ${code}`, async () => {
      const problem = await problemIn(await worker.ask(path));
      assert.deepEqual(
        [problem.status, problem.code, problem.upstreamStatus],
        [status, code, upstreamStatus],
      );
    }),
  );
  await Promise.all(asked);
});

test("a problem carries the service's own words, a hint and the request id", async () => {
  const problem = await problemIn(await worker.ask(ofAutodesk("notFound")));
  assert.match(String(problem.reason), /exist/);
  assert.match(String(problem.hint), /region/i);
  assert.match(String(problem.requestId), /^[0-9a-f-]{36}$/);
  assert.equal(problem.provider, "autodesk");
});

test("a rate limit passes on how long to wait", async () => {
  const answer = await worker.ask(ofImocha("rateLimited"));
  const problem = await problemIn(answer);
  assert.equal(problem.retryAfterMs, 2_000);
  assert.equal(answer.headers.get("retry-after"), "2");
});

test("a service that cannot be reached is 502 ERR_NETWORK", async () => {
  const lonely = await edge({ worker: folder, settings: { SANDBOX_URL: "http://127.0.0.1:9" } });
  const problem = await problemIn(await lonely.ask(ofImocha("documented")));
  assert.deepEqual([problem.status, problem.code], [502, "ERR_NETWORK"]);
});

test("a sandbox on another machine is refused as a mistake", async () => {
  const astray = [
    "http://sandbox.example:80",
    "http://127.0.0.1:1@evil/",
    "http://127.0.0.1:1/x",
    "http://127.0.0.1:1/?x",
    "http://127.0.0.1.evil:1",
    "x http://127.0.0.1:1",
    "https://127.0.0.1:1",
    "http://127.0.0.1",
  ];
  for (const SANDBOX_URL of astray) {
    const worker = handlerWith({ SANDBOX_URL });
    for (const path of [ofImocha("documented"), ofAutodesk("documented")]) {
      const problem = await problemIn(await worker.ask(path));
      assert.deepEqual([problem.status, problem.code], [503, "NOT_CONFIGURED"], SANDBOX_URL);
    }
  }
});

test("a worker that was given nothing says what it lacks", async () => {
  const bare = handlerWith({});
  for (const [path, lacking] of [
    [ofImocha("documented"), /IMOCHA_API_KEY/],
    [ofAutodesk("documented"), /APS_CLIENT_ID/],
  ] as const) {
    const problem = await problemIn(await bare.ask(path));
    assert.deepEqual([problem.status, problem.code], [503, "NOT_CONFIGURED"]);
    assert.match(String(problem.detail), lacking);
  }
  assert.deepEqual(await (await bare.ask("/healthz")).json(), { status: "ok", upstream: "none" });
});

test("a problem has the members that are named for callers, and none beside them", async () => {
  const known = {
    provider: "autodesk",
    status: 400,
    reason: "reason",
    retryAfterMs: 1,
    requestId: "request",
    attempts: [],
    hint: "hint",
    body: "body",
    offset: 1,
    pointer: "/0",
    expected: "string",
    found: "number",
    limit: 1,
  } as const;
  const problem = await problemIn(problemAnswer(new BusinessUnitsError("ERR_STATUS", "detail", known), {}));
  const { status, attempts, body, ...shown } = known;
  const type = "urn:business-units:problem:err-status";
  const title = "The service refused the request";
  assert.deepEqual(problem, {
    ...shown,
    ...{ type, title, status: 502, code: "ERR_STATUS", detail: "detail", upstreamStatus: status },
  });
});

test("what breaks in the worker is told to its operator, and not to the caller", async (t) => {
  const thrown = new TypeError("canary of the inside");
  const log = t.mock.method(console, "error", () => {});
  const worker = handlerWith({ ASSETS: { fetch: () => Promise.reject(thrown) } });
  const answer = await worker.ask("/");
  assert.deepEqual(await problemIn(answer), {
    type: "urn:business-units:problem:err-internal",
    title: "The worker failed",
    status: 500,
    detail: "Something unexpected happened in the worker.",
    code: "ERR_INTERNAL",
  });
  assert.doesNotMatch([...answer.headers].join(), /canary/);
  assert.deepEqual(
    log.mock.calls.map((call) => call.arguments),
    [[thrown.stack]],
  );
});

async function problemIn(answer: Answer): Promise<Record<string, unknown>> {
  assert.equal(answer.headers.get("content-type"), "application/problem+json; charset=utf-8");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const problem = (await answer.json()) as Record<string, unknown>;
  assert.equal(problem.status, answer.status);
  for (const member of ["type", "title", "detail"]) assert.equal(typeof problem[member], "string");
  return problem;
}
