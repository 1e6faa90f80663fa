import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildTree } from "business-units";
import { AUTODESK_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../sandbox/catalog.ts";
import { bytesOf, joined } from "../bytes.ts";
import { sandbox } from "../edge.fixture.ts";
import {
  calls,
  copyOf,
  eventually,
  listing,
  MINUTE,
  seedOf,
  started,
  state,
  upstream,
  worker,
} from "./edge-cache.fixture.ts";
import { packed } from "./entry.ts";

describe("a cold listing", () => {
  // Each has a connection of its own: a busy machine refuses some of a thousand.
  it("is fetched once for 200 readers", async () => {
    const all = Array.from({ length: 200 }, async () => {
      const answer = await worker.ask(listing("documented"));
      return `${answer.status} ${await answer.text()}`;
    });
    const told = new Set(await Promise.all(all));
    assert.equal(told.size, 1);
    assert.match([...told].join(), /^200 /);
    assert.equal(calls(upstream, "documented"), 1);
  });

  it("is a MISS, and then a HIT with the same tag, the same document and its age", async () => {
    const [first, second] = [await worker.ask(listing("hostile")), await worker.ask(listing("hostile"))];
    assert.deepEqual([state(first), state(second)], ["MISS", "HIT"]);
    assert.equal(first.headers.get("etag"), second.headers.get("etag"));
    assert.match(second.headers.get("age") ?? "", /^\d+$/);
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

describe("an old listing", () => {
  it("is shown at once to 100 callers, and fetched once behind them", async () => {
    const copy = await copyOf({ in: worker, behind: upstream, account: "damaged" });
    await copy.seed(5 * MINUTE);
    const before = calls(upstream, "damaged");
    const answers = await Promise.all(Array.from({ length: 100 }, () => worker.ask(listing("damaged"))));
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
    // For two seconds at least: a slow machine may ask again after that, and is answered anew.
    await eventually(async () => state(await fresh.ask(listing("damaged"))) === "HIT");
    await fetch(`${lonely.url}/weather`, { method: "POST", body: "calm" });
  });
});
