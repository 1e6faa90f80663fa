import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { request } from "node:http";
import { describe, it } from "node:test";
import { buildTree } from "business-units";
import { AUTODESK_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../sandbox/catalog.ts";
import type { Sandbox } from "../../sandbox/server.ts";
import { SCHEMA } from "../document.ts";
import { type Answer, bundle, carriedTo, type Edge, edge, sandbox } from "../edge.fixture.ts";
import { OWN_TENANT } from "../principal.ts";
import { bytesOf, joined } from "./bytes.ts";
import { type Entry, entryOf, packed } from "./entry.ts";
import { generationOf, keyOf } from "./key.ts";

const MINUTE = 60_000;
const folder = await bundle();
const upstream = await sandbox();
const worker = await started(upstream);

type Account = keyof typeof AUTODESK_ACCOUNTS;

function started(behind: Sandbox, settings: Record<string, string> = {}) {
  const all = { SANDBOX_URL: behind.url, READS_PER_MINUTE: "999999", ...settings };
  return edge({ worker: folder, settings: all, kvNamespaces: ["LISTINGS"] });
}

const idOf = (account: Account) => AUTODESK_ACCOUNTS[account].accountId;
const pathOf = (accountId: string, query = "") =>
  `/api/autodesk/accounts/${accountId}/business-units${query}`;
const listing = (account: Account, query = "") => pathOf(idOf(account), query);
const state = (answer: Answer) => answer.headers.get("x-cache");

/** How often a service was asked for an account. */
function calls(behind: Sandbox, account: Account): number {
  return behind.requests.filter(({ url }) => url.includes(`/accounts/${idOf(account)}/`)).length;
}

async function keyIn(behind: Sandbox, account: Account, region?: string): Promise<string> {
  const generation = await generationOf([SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET]);
  const which = { provider: "autodesk", accountId: idOf(account), region };
  const named = { env: behind.url, tenant: OWN_TENANT, ...which, generation, schema: SCHEMA };
  return keyOf(named, { SANDBOX_URL: behind.url });
}

const seedOf = (ageMs: number): Promise<Entry> =>
  entryOf([bytesOf('{"seeded":true,"units":[]}')], Date.now() - ageMs, 100);

interface Seed {
  in: Edge & { miniflare: Awaited<ReturnType<typeof started>>["miniflare"] };
  behind: Sandbox;
  account: Account;
  region?: string;
}

/** What KV has for a listing, and a way to put something there. */
async function copyOf({ in: { miniflare }, behind, account, region }: Seed) {
  const key = await keyIn(behind, account, region);
  const namespace = await miniflare.getKVNamespace("LISTINGS");
  const name = `c/v1/${key}`;
  const put = (bytes: Uint8Array) => namespace.put(name, Uint8Array.from(bytes).buffer);
  return {
    key,
    put,
    get: () => namespace.get(name, "arrayBuffer"),
    seed: async (ageMs: number) => put(joined(packed(key, await seedOf(ageMs)))),
  };
}

describe("a cold listing", () => {
  it("is fetched once for 1 000 readers", async () => {
    const begun = performance.now();
    const all = Array.from({ length: 1_000 }, async () => {
      const answer = await worker.ask(listing("documented"));
      return `${answer.status} ${await answer.text()}`;
    });
    const told = new Set(await Promise.all(all));
    console.log(`1000 cold readers: ${Math.round(performance.now() - begun)} ms`);
    assert.equal(told.size, 1);
    assert.match([...told].join(), /^200 /);
    assert.equal(calls(upstream, "documented"), 1);
  });

  it("is a MISS, and then a HIT with the same tag, the same document and its age", async () => {
    const [first, second] = [await worker.ask(listing("hostile")), await worker.ask(listing("hostile"))];
    assert.deepEqual([state(first), state(second)], ["MISS", "HIT"]);
    assert.equal(first.headers.get("etag"), second.headers.get("etag"));
    assert.match(second.headers.get("age") ?? "", /^\d$/);
    const [one, two] = [await first.text(), await second.text()];
    assert.equal(one, two);
    assert.ok(!("stale" in JSON.parse(one)));
    using tree = buildTree(two);
    assert.equal(tree.size, AUTODESK_ACCOUNTS.hostile.expect.units);
    assert.equal(calls(upstream, "hostile"), 1);
  });

  it("is kept in the Cache API and in KV, under a name that tells nothing", async () => {
    await (await worker.ask(listing("empty"))).text();
    const copy = await copyOf({ in: worker, behind: upstream, account: "empty" });
    await eventually(async () => (await copy.get()) !== null);
    const caches = await worker.miniflare.getCaches();
    const near = await caches.open("business-units");
    const url = `https://business-units.invalid/__c/v1/${copy.key}`;
    await eventually(async () => (await near.match(url)) !== undefined);
    const kept = Buffer.from((await copy.get()) ?? new ArrayBuffer()).toString();
    for (const secret of [SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET, "Bearer", upstream.url]) {
      assert.ok(!kept.includes(secret));
    }
  });
});

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 10_000;
  while (!(await holds())) {
    assert.ok(performance.now() < until, "it never came about");
    await new Promise(setImmediate);
  }
}

describe("an old listing", () => {
  it("is shown at once to 100 callers, and fetched once behind them", async () => {
    const copy = await copyOf({ in: worker, behind: upstream, account: "damaged" });
    await copy.seed(5 * MINUTE);
    const before = calls(upstream, "damaged");
    const begun = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, () => worker.ask(listing("damaged"))));
    console.log(`100 readers of an old listing: ${Math.round(performance.now() - begun)} ms`);
    const seeded = answers.filter((answer) => state(answer) === "SWR");
    // Who comes when the new one is there already has that.
    assert.ok(seeded.length > 0 && answers.every((answer) => ["SWR", "HIT"].includes(state(answer) ?? "")));
    const document = (await seeded[0]?.json()) as { stale: boolean; seeded: boolean; asOf: string };
    assert.deepEqual([document.stale, document.seeded], [true, true]);
    assert.ok(Date.now() - Date.parse(document.asOf) >= 5 * MINUTE);
    assert.ok(Number(seeded[0]?.headers.get("age")) >= 300);
    await eventually(async () => state(await worker.ask(listing("damaged"))) === "HIT");
    assert.equal(calls(upstream, "damaged"), before + 1);
  });

  it("is not shown when it is older than ten minutes and its service answers", async () => {
    const seed = { in: worker, behind: upstream, account: "documented", region: "US" } as const;
    await (await copyOf(seed)).seed(11 * MINUTE);
    const answer = await worker.ask(listing("documented", "?region=US"));
    assert.equal(state(answer), "MISS");
    assert.equal(((await answer.json()) as { units: unknown[] }).units.length, 2);
  });

  for (const [account, status, code] of [
    ["notFound", 404, "ERR_NOT_FOUND"],
    ["forbidden", 502, "ERR_FORBIDDEN"],
    ["unauthorized", 502, "ERR_UNAUTHORIZED"],
  ] as const) {
    it(`does not hide ${code}, and is deleted`, async () => {
      const copy = await copyOf({ in: worker, behind: upstream, account });
      await copy.seed(11 * MINUTE);
      const answer = await worker.ask(listing(account));
      assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code], [status, code]);
      await eventually(async () => (await copy.get()) === null);
    });
  }

  for (const [what, spoil] of [
    [
      "corrupt",
      async (whole: Uint8Array) => whole.map((byte, at) => (at === whole.length - 1 ? byte ^ 1 : byte)),
    ],
    ["cut", async (whole: Uint8Array) => whole.subarray(0, -4)],
    ["another account's", async () => joined(packed("f".repeat(64), await seedOf(1)))],
    ["no", async () => bytesOf("<html>")],
  ] as const) {
    it(`that is ${what} entry is a miss`, async () => {
      const lonely = await sandbox();
      const fresh = await started(lonely);
      const copy = await copyOf({ in: fresh, behind: lonely, account: "documented" });
      await copy.put(await spoil(joined(packed(copy.key, await seedOf(1)))));
      const answer = await fresh.ask(listing("documented"));
      assert.deepEqual([answer.status, state(answer)], [200, "MISS"]);
      assert.ok(!("seeded" in ((await answer.json()) as object)));
    });
  }
});

describe("while the service is down", () => {
  it("an hour old listing is shown and says so, and what nobody has is a problem that is remembered", async () => {
    const lonely = await sandbox();
    const fresh = await started(lonely);
    await (await copyOf({ in: fresh, behind: lonely, account: "documented" })).seed(60 * MINUTE);
    await fetch(`${lonely.url}/weather`, { method: "POST", body: "outage" });
    for (let nth = 0; nth < 3; nth++) {
      const answer = await fresh.ask(listing("documented"));
      assert.deepEqual([answer.status, state(answer)], [200, "SIE"]);
      assert.ok(Number(answer.headers.get("age")) >= 3_600);
      assert.equal(((await answer.json()) as { stale: boolean }).stale, true);
    }
    const cold = await fresh.ask(listing("damaged"));
    assert.equal(((await cold.json()) as { code: string }).code.slice(0, 4), "ERR_");
    assert.deepEqual([Math.floor(cold.status / 100), state(cold)], [5, "MISS"]);
    assert.equal(state(await fresh.ask(listing("damaged"))), "HIT");
    await fetch(`${lonely.url}/weather`, { method: "POST", body: "calm" });
  });
});

describe("what tells listings apart", () => {
  it("is not how an account is spelt", async () => {
    const id = idOf("australia");
    const spellings = [
      id,
      id.toUpperCase(),
      `b.${id}`,
      `b.${id.toUpperCase()}`,
      id.replace("-", "%2d"),
      id.replace("-", "%2D"),
      `%62.${id}`,
      id.replace("7", "%37"),
    ];
    const documents = new Set<string>();
    for (const spelling of spellings) {
      const answer = await worker.ask(pathOf(spelling, "?region=AUS"));
      assert.equal(answer.status, 200, spelling);
      documents.add(`${answer.headers.get("etag")} ${await answer.text()}`);
    }
    assert.equal(documents.size, 1);
    assert.equal(calls(upstream, "australia"), 1);
  });

  it("is the region: an account that one does not have is not gone from the other", async () => {
    const codes = [];
    for (const query of ["", "?region=EMEA", "?region=US", "?region=EMEA", ""]) {
      const answer = await worker.ask(listing("emea", query));
      codes.push(`${answer.status} ${state(answer)}`);
    }
    assert.deepEqual(codes, ["404 MISS", "200 MISS", "404 MISS", "200 HIT", "404 HIT"]);
  });

  it("is no header that a caller sends", async () => {
    const plain = await (await worker.ask(listing("construction"))).text();
    const canary = "evil-canary.example";
    for (const name of UNKEYED) {
      const value = /method/.test(name) ? "POST" : /url|path|uri/.test(name) ? `/${canary}` : canary;
      const answer = await worker.ask(listing("construction"), { headers: { [name]: value } });
      assert.equal(state(answer), "HIT", name);
      assert.ok(![...answer.headers].join().includes(canary), name);
      assert.equal(await answer.text(), plain, name);
    }
    assert.equal(calls(upstream, "construction"), 1);
  });
});

const UNKEYED = [
  "x-forwarded-host",
  "x-forwarded-scheme",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-prefix",
  "x-forwarded-server",
  "x-forwarded-for",
  "x-host",
  "x-original-url",
  "x-original-host",
  "x-rewrite-url",
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
  "forwarded",
  "true-client-ip",
  "cf-connecting-ip",
  "x-wap-profile",
  "x-amz-website-redirect-location",
  "x-tenant",
  "x-region",
  "region",
  "accept-language",
  "user-agent",
  "referer",
  "cookie",
  "cache-control",
  "pragma",
  "x-cache",
];

describe("a deceptive address", () => {
  const suffixes = [
    "/x.css",
    "/.css",
    ".css",
    ".js",
    "/",
    "//",
    ";.js",
    ";x.css",
    "%2fx.css",
    "%2f..%2fx.css",
    "%3bx.css",
    "%00.css",
    "%0a.css",
    "%23.css",
    "%3f.css",
    "%20",
    ".",
    "/..%2f",
    "?x.css",
    "?region=US&x=.css",
  ];
  for (const suffix of suffixes) {
    it(`with ${suffix} at its end has no listing`, async () => {
      await (await worker.ask(listing("hostile"))).text();
      const answer = await worker.ask(listing("hostile") + suffix);
      assert.ok([400, 404].includes(answer.status), String(answer.status));
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.ok(!(await answer.text()).includes('"units"'));
    });
  }

  it("of the cache itself is not there", async () => {
    const key = await keyIn(upstream, "construction");
    assert.equal((await worker.ask(`/__c/v1/${key}`)).status, 404);
  });
});

describe("a conditional request", () => {
  it("is 304 with what a cache needs, and without a document", async () => {
    const whole = await worker.ask(listing("construction"));
    const tag = whole.headers.get("etag") ?? "";
    await whole.text();
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await worker.ask(listing("construction"), {
          method,
          headers: { "if-none-match": header },
        });
        assert.equal(answer.status, 304);
        assert.equal(await answer.text(), "");
        assert.equal(answer.headers.get("etag"), tag);
        assert.equal(answer.headers.get("cache-control"), "private, no-cache");
        assert.match(answer.headers.get("vary") ?? "", /Authorization/);
        assert.ok(Date.parse(answer.headers.get("date") ?? "") > 0);
      }
    }
    const other = await worker.ask(listing("construction"), { headers: { "if-none-match": '"x"' } });
    assert.equal(other.status, 200);
    await other.text();
  });

  it("is refused before it is compared", async () => {
    const key = "bu_the-key-of-a-caller";
    const API_KEYS = createHash("sha256").update(key).digest("hex");
    const locked = await started(upstream, { API_KEYS });
    const authorization = `Bearer ${key}`;
    await (await locked.ask(listing("documented"), { headers: { authorization } })).text();
    for (const init of [{}, { headers: { "if-none-match": "*" } }, { method: "HEAD" }]) {
      const answer = await locked.ask(listing("documented"), init);
      assert.deepEqual([answer.status, answer.headers.get("etag"), state(answer)], [401, null, null]);
      await answer.text();
    }
  });

  it("names the same tag in every isolate", async () => {
    const fresh = await started(await sandbox());
    const tags = await Promise.all(
      [worker, fresh].map(async (one) => {
        const answer = await one.ask(listing("construction"));
        await answer.text();
        return answer.headers.get("etag");
      }),
    );
    assert.equal(tags[0], tags[1]);
  });
});

describe("a request of another kind", () => {
  it("with HEAD has the headers of GET", async () => {
    const told = async (method: string) => {
      const answer = await worker.ask(listing("construction"), { method });
      await answer.text();
      return ["etag", "x-cache", "content-type", "cache-control", "vary"].map((name) =>
        answer.headers.get(name),
      );
    };
    assert.deepEqual(await told("HEAD"), await told("GET"));
  });

  it("for a part is answered with the whole", async () => {
    const tag = (await worker.ask(listing("construction"), { method: "HEAD" })).headers.get("etag") ?? "";
    for (const headers of [{ range: "bytes=0-9" }, { range: "bytes=0-9", "if-range": tag }]) {
      const answer = await worker.ask(listing("construction"), { headers });
      assert.deepEqual([answer.status, answer.headers.get("content-range")], [200, null]);
      assert.ok((await answer.text()).length > 1_000);
    }
  });

  it("is refused with any other method, and touches no entry", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PURGE"]) {
      const answer = await worker.ask(listing("construction"), { method });
      assert.equal(answer.status, 405, method);
      await answer.text();
    }
    assert.equal(state(await worker.ask(listing("construction"))), "HIT");
  });
});

describe("a worker that keeps nothing", () => {
  it("asks for every caller, and says BYPASS", async () => {
    const lonely = await sandbox();
    const fresh = await started(lonely, { CACHE_WINDOWS: "0 0 0" });
    for (let nth = 0; nth < 2; nth++) {
      const answer = await fresh.ask(listing("documented"));
      assert.equal(state(answer), "BYPASS");
      await answer.text();
    }
    assert.equal(calls(lonely, "documented"), 2);
  });

  for (const settings of [
    { CACHE_WINDOWS: "1" },
    { CACHE_KEY: "short" },
    { CACHE_HOST: "a b" },
    { PACE_PER_MINUTE: "0" },
  ]) {
    it(`because of ${JSON.stringify(settings)} says what is wrong`, async () => {
      const answer = await (await started(upstream, settings)).ask(listing("documented"));
      const { code, detail } = (await answer.json()) as { code: string; detail: string };
      assert.equal(code, "NOT_CONFIGURED");
      assert.match(detail, new RegExp(`^${Object.keys(settings)[0]} `));
    });
  }
});

describe("a reader who leaves in workerd", () => {
  it("does not take along the listing that another one waits for", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const asked: URL[] = [];
    const carried = carriedTo(upstream.url, asked);
    const API_KEYS = createHash("sha256").update("bu_key").digest("hex");
    const network: typeof carried = async (request) => {
      if (!request.url.endsWith("/token")) await gate;
      return carried(request);
    };
    const real = { APS_CLIENT_ID: SANDBOX_CLIENT_ID, APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET, API_KEYS };
    const held = await edge({ worker: folder, settings: real, network });
    const headers = { authorization: "Bearer bu_key" };
    const first = request(new URL(listing("documented"), held.url), { headers });
    first.on("error", () => {});
    first.end();
    await eventually(async () => asked.some(({ pathname }) => pathname.endsWith("/token")));
    const second = held.ask(listing("documented"), { headers });
    first.destroy();
    open();
    const answer = await second;
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { units: unknown[] }).units.length, 2);
  });
});
