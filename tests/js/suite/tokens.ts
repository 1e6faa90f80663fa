import { autodeskToken, BusinessUnitsError, fetchAutodeskUnits } from "business-units";
import QUnit from "qunit";
import { AUTODESK_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../../www/sandbox/catalog.ts";
import { atTime, countedMint, mintAnswer, newClient } from "./mint.ts";
import { tokenRequests } from "./token-requests.ts";
import { answering, codeOf, errorOf, failureOf, recording } from "./world.ts";

const sandboxClient = { clientId: SANDBOX_CLIENT_ID, clientSecret: SANDBOX_CLIENT_SECRET };
const accountId = AUTODESK_ACCOUNTS.documented.accountId;

/**
 * What a caller sees of two-legged tokens. The rules themselves are rows of tests/core/token.rs, minting.rs and mint.rs
 * and, over sockets, of tests/js/calls.
 */
export function tokens(sandbox: string): void {
  QUnit.module("autodeskToken", () => {
    if ("window" in globalThis) {
      QUnit.test("it refuses to run in a page, and says why", async (assert) => {
        const error = await errorOf(() => autodeskToken(sandboxClient));
        assert.strictEqual(error.code, "ERR_OPTION");
        assert.true(/secret/.test(error.message), error.message);
      });
      return;
    }
    tokenRequests(sandbox);
    answers();
  });
}

function answers(): void {
  QUnit.test("it keeps a token until shortly before it ends", async (assert) => {
    const { source, seen } = countedMint({ expires_in: 1_000 });
    await atTime(5_000, async () => assert.strictEqual(await source({}), "token-1"));
    await atTime(5_000 + 700_000, async () => assert.strictEqual(await source({}), "token-1"));
    assert.strictEqual(seen.length, 1);
    await atTime(5_000 + 970_000, async () => assert.strictEqual(await source({}), "token-2"));
  });

  QUnit.test("shortly before its end it is used, and replaced in the background", async (assert) => {
    const kept: Promise<unknown>[] = [];
    const waitUntil = (work: Promise<unknown>) => void kept.push(work);
    const { source, seen } = countedMint({ expires_in: 1_000 });
    await atTime(5_000, async () => void (await source({ waitUntil })));
    await atTime(5_000 + 960_000, async () => {
      const given = await Promise.all(Array.from({ length: 50 }, () => source({ waitUntil })));
      assert.deepEqual(new Set(given), new Set(["token-1"]));
      await Promise.all(kept);
      assert.strictEqual(await source({}), "token-2");
    });
    assert.deepEqual([seen.length, kept.length], [2, 2]);
  });

  QUnit.test("a background mint that fails is told to nobody, and the old token is used", async (assert) => {
    const kept: Promise<unknown>[] = [];
    const waitUntil = (work: Promise<unknown>) => void kept.push(work);
    let fails = false;
    const { source } = countedMint({ expires_in: 1_000 }, () =>
      fails ? new Response("no", { status: 404 }) : undefined,
    );
    await atTime(5_000, async () => void (await source({})));
    fails = true;
    for (const seconds of [960, 965]) {
      await atTime(5_000 + seconds * 1_000, async () => {
        assert.strictEqual(await source({ waitUntil }), "token-1");
        await Promise.all(kept);
      });
    }
    assert.strictEqual(kept.length, 2);
    await atTime(5_000 + 970_000, async () => {
      assert.strictEqual(await codeOf(async () => source({})), "ERR_NOT_FOUND");
    });
  });

  QUnit.test("it mints anew when the very token it keeps was refused", async (assert) => {
    const { source, seen } = countedMint();
    assert.strictEqual(await source({}), "token-1");
    assert.strictEqual(await source({ rejected: "token-0" }), "token-1");
    const storm = await Promise.all(Array.from({ length: 100 }, () => source({ rejected: "token-1" })));
    assert.deepEqual(new Set(storm), new Set(["token-2"]));
    assert.strictEqual(await source({ rejected: "token-1" }), "token-2");
    assert.strictEqual(seen.length, 2);
  });

  QUnit.test("a caller who leaves takes nothing from the others", async (assert) => {
    for (const leaver of [0, 1]) {
      const { source, seen, answer } = slowMint();
      const controllers = [new AbortController(), new AbortController(), new AbortController()];
      const waiting = controllers.map(({ signal }) => source({ signal }));
      const settled = Promise.allSettled(waiting);
      await sent(seen);
      controllers[leaver]?.abort("enough");
      assert.strictEqual(await failureOf(() => waiting[leaver]), "enough");
      answer();
      const outcomes = (await settled).map((one) => (one.status === "fulfilled" ? one.value : one.reason));
      assert.deepEqual(outcomes, leaver === 0 ? ["enough", "slow", "slow"] : ["slow", "enough", "slow"]);
      assert.strictEqual(seen.length, 1);
    }
  });

  QUnit.test(
    "an abort rejects the mint with the very reason, and ends it when nobody else waits",
    async (assert) => {
      for (const reason of ["enough", null, new RangeError("enough")]) {
        const { source, seen } = slowMint();
        const controller = new AbortController();
        const waiting = failureOf(async () => source({ signal: controller.signal }));
        await sent(seen);
        controller.abort(reason);
        assert.strictEqual(await waiting, reason);
        await turn();
        assert.true(seen[0]?.signal.aborted, "the mint was ended too");
        assert.strictEqual(
          await failureOf(async () => source({ signal: AbortSignal.abort(reason) })),
          reason,
        );
        assert.strictEqual(seen.length, 1);
      }
    },
  );

  QUnit.test("a token is in no error, address or log", async (assert) => {
    const logged: string[] = [];
    const { log, error, warn } = console;
    const note = (...all: unknown[]) => void logged.push(all.map(String).join(" "));
    Object.assign(console, { log: note, error: note, warn: note });
    try {
      const { source: token, seen: mints } = countedMint({ access_token: "the-canary-token" });
      const echo = answering(json({ message: "Bearer the-canary-token is no good" }), { status: 401 });
      const { fetch, seen } = recording(echo as () => Promise<Response>);
      const failed = await errorOf(() => fetchAutodeskUnits({ accountId, token, fetch }));
      assert.true(failed instanceof BusinessUnitsError);
      const shown = [failed.stack, JSON.stringify(failed), ...logged, ...mints.map(({ url }) => url)];
      for (const text of [...shown, ...seen.map(({ url }) => url)]) {
        assert.false(String(text).includes("canary"), text);
      }
    } finally {
      Object.assign(console, { log, error, warn });
    }
  });
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

/** A mint that answers when the test calls `answer`. */
function slowMint() {
  let answer: () => void = () => undefined;
  const { fetch, seen } = recording(
    () =>
      new Promise<Response>((resolve) => {
        answer = () => resolve(mintAnswer({ access_token: "slow" }));
      }),
  );
  return { source: autodeskToken({ ...newClient(), fetch }), seen, answer: () => answer() };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

async function sent(seen: readonly unknown[]): Promise<void> {
  while (seen.length === 0) await turn();
  await turn();
}
