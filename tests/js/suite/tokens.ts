import { autodeskToken, BusinessUnitsError, type ErrorCode, fetchAutodeskUnits } from "business-units";
import QUnit from "qunit";
import { AUTODESK_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../../www/sandbox/catalog.ts";
import { atTime, countedMint, mintAnswer, stranger } from "./mint.ts";
import { tokenRequests } from "./token-requests.ts";
import { answering, codeOf, DOCUMENTED, errorOf, failureOf, recording } from "./world.ts";

const sandboxClient = { clientId: SANDBOX_CLIENT_ID, clientSecret: SANDBOX_CLIENT_SECRET };
const accountId = AUTODESK_ACCOUNTS.documented.accountId;

const good = { access_token: "a", token_type: "Bearer", expires_in: 3599 };

// A mint that answers something else is asked once more, as any body that cannot be read.
const NONSENSE: Record<string, BodyInit> = {
  "no token": json({ ...good, access_token: undefined }),
  "an empty token": json({ ...good, access_token: "" }),
  "a token that is a number": json({ ...good, access_token: 7 }),
  "a token with a line break": json({ ...good, access_token: "a\r\nx: y" }),
  "a token beyond ASCII": json({ ...good, access_token: "a€" }),
  "a token of 9 KB": json({ ...good, access_token: "a".repeat(9_216) }),
  "another kind of token": json({ ...good, token_type: "MAC" }),
  "no kind of token": json({ ...good, token_type: undefined }),
  "a token that is over already": json({ ...good, expires_in: 0 }),
  "a token that ended before": json({ ...good, expires_in: -1 }),
  "a token that lasts for ever": json({ ...good, expires_in: 1e9 }),
  "a token that lasts NaN": json({ ...good, expires_in: "NaN" }),
  "a page": "<html>",
  "a list": "[]",
};

const LENGTHS: [title: string, expires_in: unknown, seconds: number][] = [
  ["as text", "600", 600],
  ["as text with a part of a second", "600.9", 600],
  ["absent", undefined, 300],
  ["null", null, 300],
];

/** Two-legged tokens: minted, kept, shared, and refused to pages. */
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

  QUnit.test("a clock that is set back or ahead never makes a token too old", async (assert) => {
    const { source } = countedMint({ expires_in: 1_000 });
    const now = Date.now();
    await atTime(now, async () => void (await source({})));
    await atTime(now - 3_600_000, async () => assert.strictEqual(await source({}), "token-1"));
    await atTime(now + 3_600_000, async () => assert.strictEqual(await source({}), "token-2"));
  });

  for (const [title, expires_in, seconds] of LENGTHS) {
    QUnit.test(`expires_in that is ${title} lasts ${seconds} seconds`, async (assert) => {
      const { source } = countedMint({ expires_in });
      const at = (ms: number, token: string) =>
        atTime(5_000 + ms, async () => assert.strictEqual(await source({}), token));
      await at(0, "token-1");
      await at(seconds * 750, "token-1");
      await at(seconds * 910 + (seconds > 300 ? 30_000 : 0), "token-2");
    });
  }

  QUnit.test("a thousand callers at once are one mint, cold and when the token has ended", async (assert) => {
    const { source, seen } = countedMint({ expires_in: 1_000 });
    const all = () => Promise.all(Array.from({ length: 1_000 }, () => source({})));
    await atTime(5_000, async () => assert.deepEqual(new Set(await all()), new Set(["token-1"])));
    await atTime(5_000 + 970_000, async () => assert.deepEqual(new Set(await all()), new Set(["token-2"])));
    assert.strictEqual(seen.length, 2);
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

  QUnit.test("a 401 is one mint and one more request, a second 401 ERR_UNAUTHORIZED", async (assert) => {
    for (const [refusals, requests, code] of [
      [0, 1, undefined],
      [1, 2, undefined],
      [9, 2, "ERR_UNAUTHORIZED"],
    ] as const) {
      const { source: token, seen: mints } = countedMint();
      const { fetch, seen } = recording(() =>
        seen.length <= refusals ? new Response("{}", { status: 401 }) : new Response(DOCUMENTED.autodesk),
      );
      const call = () => fetchAutodeskUnits({ accountId, token, fetch, maxAttempts: 1 });
      if (code) assert.strictEqual(await codeOf(call), code);
      else (await call()).free();
      assert.deepEqual([seen.length, mints.length], [requests, requests], `${refusals} refusals`);
      const sent = seen.map(({ headers }) => headers.authorization);
      assert.deepEqual(
        sent,
        sent.map((_, n) => `Bearer token-${n + 1}`),
      );
    }
  });

  QUnit.test("a hundred calls that are refused at once are one mint", async (assert) => {
    const { source: token, seen: mints } = countedMint();
    const { fetch } = recording(({ headers }) =>
      headers.get("authorization") === "Bearer token-1"
        ? new Response("{}", { status: 401 })
        : new Response(DOCUMENTED.autodesk),
    );
    await token({});
    const calls = Array.from({ length: 100 }, () => fetchAutodeskUnits({ accountId, token, fetch }));
    for (const tree of await Promise.all(calls)) tree.free();
    assert.strictEqual(mints.length, 2);
  });

  QUnit.test("a 403 mints nothing", async (assert) => {
    const { source: token, seen: mints } = countedMint();
    const fetch = answering("{}", { status: 403 });
    for (let n = 0; n < 2; n++) {
      assert.strictEqual(
        await codeOf(() => fetchAutodeskUnits({ accountId, token, fetch })),
        "ERR_FORBIDDEN",
      );
    }
    assert.strictEqual(mints.length, 1);
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

  QUnit.test("a mint is tried three times", async (assert) => {
    const failing = (times: number, ...status: number[]) => {
      const mint = countedMint({}, () =>
        mint.seen.length <= times
          ? new Response("{}", { status: status[mint.seen.length - 1] ?? 500 })
          : undefined,
      );
      return mint;
    };
    const twice = failing(2, 500, 429);
    assert.strictEqual(await twice.source({}), "token-3");
    const always = failing(9);
    const error = await errorOf(async () => always.source({}));
    assert.deepEqual([error.code, error.attempts.length, always.seen.length], ["ERR_SERVER", 3, 3]);
    // And what failed is not kept.
    assert.strictEqual(await codeOf(async () => always.source({})), "ERR_SERVER");
    assert.strictEqual(always.seen.length, 6);
  });

  QUnit.test("a mint waits as long as Retry-After says", async (assert) => {
    const mint = countedMint({}, () =>
      mint.seen.length === 1
        ? new Response("{}", { status: 429, headers: { "retry-after": "1" } })
        : undefined,
    );
    const began = Date.now();
    assert.strictEqual(await mint.source({}), "token-2");
    assert.true(Date.now() - began >= 999, `${Date.now() - began} ms`);
  });

  QUnit.test("a client that is not known is refused for 30 seconds without asking again", async (assert) => {
    for (const [status, code] of [
      [400, "ERR_STATUS"],
      [401, "ERR_UNAUTHORIZED"],
      [403, "ERR_FORBIDDEN"],
    ] as [number, ErrorCode][]) {
      const body = json({ error: "invalid_client", error_description: "No such client." });
      const { source, seen } = countedMint({}, () => new Response(body, { status }));
      await atTime(5_000, async () => {
        for (let n = 0; n < 100; n++) {
          const error = await errorOf(async () => source({}));
          assert.deepEqual([error.code, error.status, error.reason], [code, status, "No such client."]);
        }
      });
      assert.strictEqual(seen.length, 1);
      await atTime(36_000, async () => void (await codeOf(async () => source({}))));
      assert.strictEqual(seen.length, 2);
    }
  });

  QUnit.test(
    "a redirect of the endpoint is ERR_REDIRECT, and the secret goes nowhere else",
    async (assert) => {
      const headers = { location: "https://elsewhere.example/" };
      const { source, seen } = countedMint({}, () => new Response(null, { status: 302, headers }));
      assert.strictEqual(await codeOf(async () => source({})), "ERR_REDIRECT");
      assert.strictEqual(seen.length, 1);
    },
  );

  QUnit.test("token_type may have any letter case", async (assert) => {
    for (const token_type of ["Bearer", "bearer", "bEaReR"]) {
      assert.strictEqual(await countedMint({ token_type }).source({}), "token-1");
    }
  });

  for (const [title, body] of Object.entries(NONSENSE)) {
    QUnit.test(`a mint that answers ${title} is ERR_TOKEN, and was asked twice`, async (assert) => {
      const { source, seen } = countedMint({}, () => new Response(body));
      assert.strictEqual(await codeOf(async () => source({})), "ERR_TOKEN");
      assert.strictEqual(seen.length, 2);
    });
  }

  QUnit.test("of ten thousand clients the last ones are remembered", async (assert) => {
    const { fetch, seen } = countedMint();
    const clients = Array.from({ length: 1_000 }, stranger);
    for (const client of clients) await autodeskToken({ ...client, fetch })({});
    assert.strictEqual(seen.length, 1_000);
    for (const client of clients.slice(-200)) await autodeskToken({ ...client, fetch })({});
    assert.strictEqual(seen.length, 1_000);
    const [first = stranger()] = clients;
    await autodeskToken({ ...first, fetch })({});
    assert.strictEqual(seen.length, 1_001);
  });

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

/** A mint that answers when it is told to. */
function slowMint() {
  let answer: () => void = () => undefined;
  const { fetch, seen } = recording(
    () =>
      new Promise<Response>((resolve) => {
        answer = () => resolve(mintAnswer({ access_token: "slow" }));
      }),
  );
  return { source: autodeskToken({ ...stranger(), fetch }), seen, answer: () => answer() };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

async function sent(seen: readonly unknown[]): Promise<void> {
  while (seen.length === 0) await turn();
  await turn();
}
