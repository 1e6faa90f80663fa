import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { place } from "../../pkg/scripts/place.mjs";
import type { Sandbox } from "../../www/sandbox/server.ts";
import type { Env } from "../../www/worker/env.ts";
import type { Answering } from "../../www/worker/serving.ts";
import { buildCopy, changedFiles, inCopy, ownFiles } from "./copy.ts";

/** CONTRIBUTING.md promises this. */
const MOST_FILES = 9;

const SECRET = "the/secret+of=acme-2026";
const KEYS = { acme: "bu_may-read-acme-north", imocha: "bu_may-read-imocha" };
const digest = (key: string) => createHash("sha256").update(key).digest("hex");
const API_KEYS = JSON.stringify([
  { name: "acme", sha256: digest(KEYS.acme), accounts: ["acme:north", "imocha"] },
  { name: "imocha", sha256: digest(KEYS.imocha), accounts: ["imocha"] },
]);
const LISTING = "/api/acme/companies/north/business-units";

const itsFiles = ownFiles();

it("a provider is made of few files, and changes none of ours but the lists of providers", () => {
  assert.ok(itsFiles.length <= MOST_FILES, itsFiles.join(", "));
  assert.deepEqual(
    itsFiles.filter((file) => existsSync(place(file))),
    [],
  );
  for (const file of changedFiles)
    assert.match(file, /(?:\/list\.(?:mjs|ts)|provider\/mod\.rs|pkg\/src\/index\.ts)$/);
});

describe("a made-up provider", () => {
  let folder: string;
  let sandbox: Sandbox;
  let serving: (settings: Env) => Answering;
  const load = <Module>(...file: string[]): Promise<Module> =>
    import(pathToFileURL(path.join(folder, ...file)).href);

  before(async () => {
    folder = await buildCopy();
    const { startSandbox } = await load<typeof import("../../www/sandbox/server.ts")>(
      "www",
      "sandbox",
      "server.ts",
    );
    ({ serving } = await load<typeof import("../../www/worker/serving.ts")>("www", "worker", "serving.ts"));
    sandbox = await startSandbox();
  });
  after(() => sandbox?.close());

  const asking = (env: Env, key?: string) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const answering = serving(env);
    return (address: string) => answering(new Request(`http://edge.example${address}`, { headers }));
  };
  const inSandbox = (key?: string, settings: Env = {}) =>
    asking({ SANDBOX_URL: sandbox.url, ...settings }, key);

  it("fits the types of package, worker and sandbox", async () => {
    const tsc = place("node_modules", "typescript", "bin", "tsc");
    for (const project of ["www/worker", "www/sandbox"]) await inCopy(folder, tsc, "-p", project, "--noEmit");
  });

  it("gives its listing as a tree, from the network to the worker's answer", async () => {
    const answer = await inSandbox()(`${LISTING}?as=nested`);
    assert.equal(answer.status, 200);
    const { provider, roots } = (await answer.json()) as { provider: string; roots: Nested[] };
    assert.equal(provider, "acme");
    assert.deepEqual(roots.map(outline), [["Acme North", [["Tunnels", [["Paint", []]]]]]]);
  });

  it("has the routes and the cache of every provider", async () => {
    const ask = inSandbox();
    await (await ask(LISTING)).text();
    const states = [];
    for (const below of ["", "/d3"]) states.push((await ask(LISTING + below)).headers.get("x-cache"));
    assert.deepEqual(states, ["HIT", "HIT"]);
    const search = (await (await ask("/api/acme/companies/north/search?q=tunn")).json()) as {
      hits: unknown[];
    };
    assert.equal(search.hits.length, 1);
    assert.equal((await ask("/api/acme/companies/north/defects")).status, 200);
  });

  it("is 403 for callers without the right, for an account that is none, and above its accounts", async () => {
    const statusFor = async (key: string, address: string) =>
      (await inSandbox(key, { API_KEYS })(address)).status;
    assert.equal(await statusFor(KEYS.acme, LISTING), 200);
    assert.equal(await statusFor(KEYS.imocha, LISTING), 403);
    for (const address of ["south", "North", "a-b"].map((company) => LISTING.replace("north", company)))
      assert.equal(await statusFor(KEYS.acme, address), 403, address);
    for (const address of ["/api/acme", "/api/acme/companies", "/api/acme/business-units"])
      assert.equal(await statusFor(KEYS.acme, address), 403, address);
    const without = await inSandbox(undefined, { API_KEYS })(LISTING);
    assert.equal(without.status, 401);
  });

  it("offers its accounts to those who may read them", async () => {
    const offered = async (key: string) => {
      const answer = await inSandbox(key, { API_KEYS })("/api/accounts");
      const { accounts } = (await answer.json()) as { accounts: { provider: string }[] };
      return accounts.filter(({ provider }) => provider === "acme");
    };
    assert.deepEqual(await offered(KEYS.acme), [
      { provider: "acme", accountId: "north", name: "Acme North" },
    ]);
    assert.deepEqual(await offered(KEYS.imocha), []);
  });

  it("is described by the OpenAPI document", async () => {
    const { paths, info } = (await (await inSandbox()("/openapi.json")).json()) as {
      paths: Record<string, { get: { parameters: { name: string; in: string }[] } }>;
      info: { description: string };
    };
    const below = "/api/acme/companies/{company}";
    const own = Object.keys(paths).filter((path) => path.startsWith("/api/acme"));
    assert.deepEqual(own, [
      `${below}/business-units`,
      `${below}/business-units/{unitId}`,
      `${below}/search`,
      `${below}/defects`,
    ]);
    assert.equal(paths[`${below}/defects`]?.get.parameters[0]?.name, "company");
    assert.match(info.description, /Acme/);
  });

  it("leaves the sandbox with its own setting alone, which has to be protected", async () => {
    const open = await asking({ ACME_API_KEY: SECRET, SANDBOX_URL: sandbox.url })(LISTING);
    assert.equal(((await open.json()) as { code: string }).code, "NOT_PROTECTED");
    const { isLive } = await load<typeof import("../../www/settings.mjs")>("www", "settings.mjs");
    assert.ok(isLive({ ACME_API_KEY: SECRET }));
  });

  it("has its secret redacted everywhere, whichever provider repeats it", async (t) => {
    const forms = [SECRET, btoa(SECRET), encodeURIComponent(SECRET), SECRET.slice(0, 18)];
    const seen: string[] = [];
    t.mock.method(globalThis, "fetch", async (input: string | URL | Request) => {
      seen.push(new URL(input instanceof Request ? input.url : String(input)).origin);
      const repeated = forms.join(" and ");
      return Response.json(
        { message: repeated, errors: [repeated] },
        { status: 400, headers: { "x-request-id": SECRET } },
      );
    });
    const ask = asking({ ACME_API_KEY: SECRET, IMOCHA_API_KEY: "the-key-of-imocha", API_KEYS }, KEYS.acme);
    for (const address of [LISTING, "/api/imocha/business-units"]) {
      const answer = await ask(address);
      assert.equal(answer.status, 502);
      const told = [...answer.headers].flat().join() + (await answer.text());
      for (const form of forms) assert.ok(!told.includes(form), `${address} tells ${form}`);
    }
    assert.deepEqual(seen, ["https://api.acme.example", "https://apiv3.imocha.io"]);
  });
});

interface Nested {
  name: string;
  children: Nested[];
}

type Outline = [name: string, below: Outline[]];

function outline({ name, children }: Nested): Outline {
  return [name, children.map(outline)];
}
