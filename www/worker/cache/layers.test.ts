import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bytesOf, joined } from "../bytes.ts";
import { type Edge, edge, sandbox } from "../edge.fixture.ts";
import { tagOf } from "../etag.ts";
import { bearing, entry } from "../gate/gate.fixture.ts";
import { calls, copyOf, folder, idOf } from "./edge-cache.fixture.ts";
import { entryOf, packed } from "./entry.ts";

const CANARY = "canary-of-an-account-that-is-not-yours";
const OWNER = "bu_key-of-the-owner";
const STRANGER = "bu_key-of-a-stranger";
const ACCOUNT = "construction";
const below = `/api/autodesk/accounts/${idOf(ACCOUNT)}`;

const kept = async () => {
  const unit = `{"id":"${CANARY}","parentId":null,"name":"${CANARY}","index":0}`;
  const body = `{"provider":"autodesk","accountId":"${idOf(ACCOUNT)}","region":null,"warnings":[],"defects":[],"units":[${unit}]}`;
  return entryOf([bytesOf(body)], Date.now() - 1_000, 100);
};

const ends = [
  "/business-units",
  "/business-units?as=nested",
  "/business-units?as=csv",
  "/business-units?as=csv-levels",
  "/business-units?as=svg",
  `/business-units/${CANARY}`,
  "/search?q=canary",
  "/defects",
];

type Filled = Edge & { miniflare: Awaited<ReturnType<typeof edge>>["miniflare"] };

async function started() {
  const behind = await sandbox();
  const API_KEYS = JSON.stringify([
    entry("owner", [OWNER], [`autodesk:${idOf(ACCOUNT)}`]),
    entry("stranger", [STRANGER], [`autodesk:${idOf("documented")}`, "imocha:*"]),
  ]);
  const settings = { SANDBOX_URL: behind.url, API_KEYS, READS_PER_MINUTE: "999999" };
  const ratelimits = { GUEST_LIMIT: { simple: { limit: 100_000, period: 10 as const } } };
  const worker = await edge({ worker: folder, settings, ratelimits, kvNamespaces: ["LISTINGS"] });
  return { behind, worker };
}

const fillings: [
  layer: string,
  fill: (worker: Filled, key: string, bytes: Uint8Array) => Promise<unknown>,
][] = [
  [
    "KV",
    async ({ miniflare }, key, bytes) => {
      const namespace = await miniflare.getKVNamespace("LISTINGS");
      await namespace.put(`c/v1/${key}`, Uint8Array.from(bytes).buffer);
    },
  ],
  [
    "the Cache API",
    async ({ miniflare }, key, bytes) => {
      const near = await (await miniflare.getCaches()).open("business-units");
      const { Response } = await import("miniflare");
      const headers = { "cache-control": "max-age=86400", "content-type": "application/octet-stream" };
      await near.put(
        `https://business-units.invalid/__c/v1/${key}`,
        new Response(Uint8Array.from(bytes), { headers }),
      );
    },
  ],
];

for (const [layer, fill] of [...fillings, ["the memory of the isolate", undefined] as const]) {
  describe(`an account that is kept in ${layer}`, async () => {
    const { behind, worker } = await started();
    const { key } = await copyOf({ in: worker, behind, account: ACCOUNT });
    const listing = await kept();
    const tag = await tagOf(listing, "flat");
    const bytes = joined(packed(key, listing));
    const [fromKv] = fillings;
    await (fill ?? fromKv?.[1])?.(worker, key, bytes);
    if (!fill) {
      await (await worker.ask(`${below}/business-units`, { headers: bearing(OWNER) })).text();
      await (await worker.miniflare.getKVNamespace("LISTINGS")).delete(`c/v1/${key}`);
    }

    it("gives not a byte, tag or age to whoever has no right to it", async () => {
      for (const headers of [{}, bearing("bu_no-key"), bearing(STRANGER), { cookie: `CF_Authorization=x` }]) {
        for (const named of [
          {},
          { "if-none-match": tag },
          { "if-none-match": "*" },
          { range: "bytes=0-9" },
        ]) {
          for (const end of ends) {
            const answer = await worker.ask(below + end, { headers: { ...headers, ...named } });
            const refused =
              "authorization" in headers && headers.authorization.endsWith(STRANGER) ? 403 : 401;
            assert.equal(answer.status, refused, end);
            const all = [...answer.headers].join("\n") + (await answer.text());
            for (const secret of [CANARY, tag, key]) assert.ok(!all.includes(secret), end);
            for (const header of ["etag", "age", "x-cache"]) assert.equal(answer.headers.get(header), null);
            assert.doesNotMatch(answer.headers.get("server-timing") ?? "", /cache|upstream|parse|view/);
          }
        }
      }
    });

    it("gives all of it to whoever may read it, and asks no service", async () => {
      for (const end of ends.filter((end) => end !== "/defects")) {
        const answer = await worker.ask(below + end, { headers: bearing(OWNER) });
        assert.equal(answer.headers.get("x-cache"), "HIT", end);
        assert.ok((await answer.text()).includes(CANARY), end);
      }
      assert.equal(calls(behind, ACCOUNT), 0);
    });
  });
}
