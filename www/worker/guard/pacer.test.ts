import assert from "node:assert/strict";
import path from "node:path";
import { after, test } from "node:test";
import { Miniflare } from "miniflare";
import { bundle, sandbox } from "../edge.fixture.ts";
import type { Objects } from "../env.ts";
import { Pace } from "./pace.ts";
import { Pacer } from "./pacer.ts";
import { sharedTurns } from "./shared-turns.ts";
import { ownTurns } from "./turns.ts";

const folder = await bundle();

/** Two isolates of one worker; `isShared` binds them to one pacer. */
async function isolates(isShared: boolean) {
  const { url } = await sandbox();
  const one = (name: string) => ({
    name,
    compatibilityDate: "2026-04-01",
    modules: true,
    modulesRoot: folder,
    scriptPath: path.join(folder, "index.js"),
    modulesRules: [{ type: "CompiledWasm" as const, include: ["**/*.wasm"] }],
    // A call in a minute, behind a burst of ten: however slow the machine, none is earned meanwhile.
    bindings: { SANDBOX_URL: url, PACE_PER_MINUTE: "1" },
    ...(isShared && { durableObjects: { PACER: { className: "Pacer", scriptName: "one" } } }),
  });
  const miniflare = new Miniflare({ cf: false, workers: [one("one"), one("two")] });
  after(() => miniflare.dispose());
  return Promise.all(["one", "two"].map((name) => miniflare.getWorker(name)));
}

/** Asks each isolate for eight accounts that nobody has asked for, and counts what came of it. */
async function outcomes(isShared: boolean): Promise<Record<string, number>> {
  const workers = await isolates(isShared);
  const asked = workers.flatMap((worker, isolate) =>
    Array.from({ length: 8 }, async (_, nth) => {
      const id = `00000000-0000-4000-8000-0000000f0${isolate}0${nth}`;
      const answer = await worker.fetch(`http://edge.example/api/autodesk/accounts/${id}/business-units`);
      return ((await answer.json()) as { code: string }).code;
    }),
  );
  const codes = await Promise.all(asked);
  return Object.fromEntries(
    [...new Set(codes)].sort().map((code) => [code, codes.filter((one) => one === code).length]),
  );
}

test("two isolates with one pacer make ten calls at once, and tell the others to wait", async () => {
  assert.deepEqual(await outcomes(true), { ERR_NOT_FOUND: 10, PACED: 6 });
});

test("without it each paces its own calls", async () => {
  assert.deepEqual(await outcomes(false), { ERR_NOT_FOUND: 16 });
});

/** Turns that are shared through an object which answers so. */
function turnsOver(
  fetch: (url: string) => Promise<Response>,
  objects: Objects = { idFromName: (name: string) => name, get: () => ({ fetch }) },
) {
  const own = new Pace();
  const work: Promise<unknown>[] = [];
  const sharing = {
    service: "s",
    own: ownTurns(own, () => 0),
    waitUntil: (w: Promise<unknown>) => void work.push(w),
  };
  return { turns: sharedTurns(objects, sharing), work };
}

const faults: [name: string, answer: () => Promise<Response>, objects?: Objects][] = [
  ["is no object", () => Promise.reject(new Error("never asked")), {} as Objects],
  ["is not there", () => Promise.reject(new Error("no such object"))],
  ["answers with a page", async () => new Response("<html>")],
  ["gives no turn", async () => Response.json({})],
  ["fails", async () => Response.json(null, { status: 500 })],
];

for (const [name, answer, objects] of faults) {
  test(`where the pacer ${name}, the isolate paces its own calls`, async () => {
    const { turns, work } = turnsOver(answer, objects);
    for (let nth = 0; nth < 10; nth++) assert.deepEqual(await turns.take(6), { waitMs: 0 });
    assert.ok("freeInMs" in (await turns.take(6)));
    turns.count(6);
    turns.slowDown();
    await Promise.all(work);
  });
}

test("retries and refusals are told to the pacer, which then gives fewer turns", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: 1_700_000_000_000 });
  const pacer = new Pacer();
  const { turns, work } = turnsOver((url) => pacer.fetch(new Request(url)));
  for (let nth = 0; nth < 8; nth++) assert.deepEqual(await turns.take(6), { waitMs: 0 });
  for (let nth = 0; nth < 2; nth++) turns.count(6);
  turns.slowDown();
  await Promise.all(work);
  const next = await turns.take(6);
  // All ten turns are used. The next one comes in 10 s, or in 13.6 s after a 429, and a call may wait 5 s for it.
  assert.equal("freeInMs" in next && Math.round(next.freeInMs), 8_623);
});
