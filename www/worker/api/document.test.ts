import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import * as v from "valibot";
import { AUTODESK_ACCOUNTS, type Expectation, IMOCHA_ACCOUNTS } from "../../sandbox/catalog.ts";
import { app } from "../app.ts";
import { handlerWith, sandbox } from "../edge.fixture.ts";
import { outcome } from "../gate/gate.fixture.ts";
import { problemCodes } from "../problem.ts";
import { openApi } from "./document.ts";
import { type Operation, operations, routeOf } from "./operations.ts";
import * as schemas from "./schemas.ts";

const upstream = await sandbox();
const worker = handlerWith({ SANDBOX_URL: upstream.url });
const served = (await (await worker.ask("/openapi.json")).json()) as ReturnType<typeof openApi>;

interface Described {
  operationId: string;
  parameters: { name: string; in: string; schema: object }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}
const paths = served.paths as Record<string, { get: Described }>;

test("the description is OpenAPI 3.1, and what the routes' own schemas make", async () => {
  const validator = new Validator();
  assert.deepEqual(await validator.validate(structuredClone(served)), { valid: true });
  assert.equal(validator.version, "3.1");
  assert.deepEqual(served, JSON.parse(JSON.stringify(openApi())));
});

test("the description says how long a search may be", () => {
  const found = paths["/api/imocha/search"]?.get.parameters.find(({ name }) => name === "q");
  assert.deepEqual(found?.schema, { type: "string", maxLength: 200, examples: ["west"] });
});

test("each route is described, and each description has a route", () => {
  const routed = app.routes.filter(({ method, path }) => method === "GET" && path !== "/*");
  const described = Object.keys(paths).map((path) => path.replace(/\{(\w+)\}/g, ":$1"));
  assert.deepEqual([...new Set(routed.map(({ path }) => path))].sort(), described.sort());
});

const sample: Record<string, string> = {
  accountId: AUTODESK_ACCOUNTS.documented.accountId,
  unitId: "933df8fd-abb2-4e4e-8f79-95ba2afebc6c",
  region: "US",
  account: "documented",
  as: "nested",
  q: "usa",
  limit: "3",
};
const everyQuery = [
  ...new Set(operations.flatMap(({ query }) => Object.keys(query))),
  "accountId",
  "unitId",
  "url",
];
const isNeeded = (schema: v.GenericSchema | undefined) =>
  schema !== undefined && !v.safeParse(schema, undefined).success;

/** The address with whatever it needs, and these parameters. */
function address({ path, query }: Operation, extra: readonly string[]): string {
  const needed = Object.keys(query).filter((name) => isNeeded(query[name]));
  const names = [...new Set([...needed, ...extra])];
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => sample[name] ?? "");
  const place = path.includes("imocha") ? filled.replace(sample.unitId ?? "", "164373") : filled;
  return `${place}?${new URLSearchParams(names.map((name): [string, string] => [name, sample[name] ?? "x"]))}`;
}

for (const operation of operations) {
  test(`${operation.path} takes the parameters that it is described with, and no others`, async () => {
    const described = paths[operation.path]?.get.parameters ?? [];
    const inQuery = described.filter((parameter) => parameter.in === "query").map(({ name }) => name);
    for (const name of everyQuery) {
      const told = await outcome(await worker.ask(address(operation, [name])));
      assert.equal(told === "400 UNKNOWN_PARAMETER", !inQuery.includes(name), `${name}: ${told}`);
    }
    const inPath = described.filter((parameter) => parameter.in === "path").map(({ name }) => name);
    assert.deepEqual(
      inPath,
      [...routeOf(operation).matchAll(/:(\w+)/g)].map(([, name]) => name),
    );
  });

  test(`${operation.path} says what its description says`, async () => {
    for (const as of operation.query.as ? ["flat", "nested", "csv", "csv-levels", "svg"] : [""]) {
      sample.as = as;
      const answer = await worker.ask(address(operation, as ? ["as"] : []));
      assert.equal(answer.status, 200);
      const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
      const shapes = operation.answers[type];
      assert.ok(shapes, type);
      const text = await answer.text();
      if (shapes.length > 0)
        assert.ok(
          shapes.some((shape) => v.is(shape, JSON.parse(text))),
          as,
        );
    }
  });
}

const listings = [
  ...Object.values(AUTODESK_ACCOUNTS)
    .filter(({ expect }) => "units" in expect && expect.units < 5_000)
    .map(({ accountId }) => `/api/autodesk/accounts/${accountId}`),
  "/api/imocha",
];

for (const below of listings) {
  test(`all answers about ${below} have the shapes that are described`, async () => {
    const jsonAt = async (end: string) => JSON.parse(await (await worker.ask(`${below}/${end}`)).text());
    const region = below.includes(AUTODESK_ACCOUNTS.emea.accountId)
      ? "EMEA"
      : below.includes(AUTODESK_ACCOUNTS.australia.accountId)
        ? "AUS"
        : undefined;
    const at = (end: string) =>
      jsonAt(region ? `${end}${end.includes("?") ? "&" : "?"}region=${region}` : end);
    v.assert(schemas.Listing, await at("business-units"));
    v.assert(schemas.NestedListing, await at("business-units?as=nested"));
    v.assert(schemas.Defects, await at("defects"));
    v.assert(schemas.Hits, await at("search?q=a"));
  });
}

// What is not asked again.
const isQuick = ({ status = 500 }: Expectation) => status < 429;
const refusing = [
  ...Object.values(AUTODESK_ACCOUNTS)
    .filter(({ expect }) => isQuick(expect))
    .map(({ accountId }) => `/api/autodesk/accounts/${accountId}`),
  ...Object.entries(IMOCHA_ACCOUNTS)
    .filter(([, { expect }]) => isQuick(expect))
    .map(([account]) => `/api/imocha?account=${account}`),
];

test("each refusal is a problem document of a status that is described", async () => {
  for (const at of refusing) {
    const [below, query = ""] = at.split("?");
    const answer = await worker.ask(`${below}/defects?${query}`);
    const path =
      below === "/api/imocha" ? "/api/imocha/defects" : "/api/autodesk/accounts/{accountId}/defects";
    assert.ok(paths[path]?.get.responses[answer.status], `${at}: ${answer.status}`);
    const problem = await answer.json();
    v.assert(schemas.Problem, problem);
  }
});

test("every problem that there is has a place in the description, but those of no address", () => {
  const told = JSON.stringify(paths);
  const missing = problemCodes.filter((code) => !told.includes(`\`${code}\``));
  assert.deepEqual(missing, ["UNKNOWN_PATH", "METHOD_NOT_ALLOWED"]);
});

test("the description is for everybody, is told by no deployment, and takes no parameters", async () => {
  const locked = handlerWith({ SANDBOX_URL: upstream.url, API_KEYS: "a".repeat(64) });
  const [open, closed] = [await worker.ask("/openapi.json"), await locked.ask("/openapi.json")];
  assert.equal(open.headers.get("content-type"), "application/json; charset=utf-8");
  assert.equal(await open.text(), await closed.text());
  assert.equal(await outcome(await worker.ask("/openapi.json?x=1")), "400 UNKNOWN_PARAMETER");
  assert.equal(
    await outcome(await worker.ask("/openapi.json", { method: "POST" })),
    "405 METHOD_NOT_ALLOWED",
  );
});
