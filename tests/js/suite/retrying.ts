import {
  type Attempt,
  fetchAutodeskUnits,
  fetchImochaUnits,
  type TokenContext,
  type UnitTree,
} from "business-units";
import QUnit from "qunit";
import { watchTimers } from "../calls/timers.ts";
import { turns, turnsUntil } from "../calls/turns.ts";
import { bytesOf, DOCUMENTED, errorOf, failureOf, recording, type Seen } from "./world.ts";

type Answer = () => Response | Promise<Response>;

const accountId = "c8b0c73d-3ae9";
const listing: Answer = () => new Response(DOCUMENTED.autodesk);
const status =
  (code: number, headers: HeadersInit = {}): Answer =>
  () =>
    new Response("{}", { status: code, headers });
const lost: Answer = () => Promise.reject(new TypeError("reset"));

/** A `fetch` that answers in this order, and at the end always as the last one. */
function answersOf(...answers: Answer[]) {
  const { fetch, seen } = recording(() => (answers[seen.length - 1] ?? answers.at(-1) ?? lost)());
  return { fetch, seen };
}

interface Told {
  requests: Seen[];
  attempts: Attempt[];
}

async function units(work: Promise<UnitTree>): Promise<number> {
  using tree = await work;
  return tree.size;
}

/**
 * What a caller sees of a call that tries again: attempts, credentials and aborts. The rules themselves are rows of
 * tests/core/retrying.rs and, over sockets, of tests/js/calls.
 */
export function retrying(): void {
  QUnit.module("trying again", () => {
    attempts();
    credentials();
    leaving();
  });
}

function attempts(): void {
  QUnit.test("a listing comes at last, and every attempt is told as it ends", async (assert) => {
    const told: Told = { requests: [], attempts: [] };
    const { fetch, seen } = answersOf(status(503), lost, () => new Response("<html>"), listing);
    const onAttempt = (attempt: Attempt) => {
      told.attempts.push(attempt);
      assert.strictEqual(seen.length, told.attempts.length, "before the next request");
      throw new Error("not my day");
    };
    assert.strictEqual(await units(fetchAutodeskUnits({ accountId, token: "t", fetch, onAttempt })), 2);
    assert.deepEqual(
      told.attempts.map(({ status, kind }) => [status, kind]),
      [
        [503, "ERR_SERVER"],
        [undefined, "ERR_NETWORK"],
        [200, "ERR_JSON"],
        [200, undefined],
      ],
    );
    const [first, ...others] = told.attempts.map(({ waitMs }) => waitMs);
    assert.strictEqual(first, 0);
    assert.true(
      others.every((ms) => ms >= 49),
      `${others}`,
    );
  });

  QUnit.test("the error has all attempts, and the last one's code", async (assert) => {
    const { fetch, seen } = answersOf(lost, status(500), status(429, { "retry-after": "0" }));
    const error = await errorOf(() => fetchImochaUnits({ apiKey: "k", fetch, maxAttempts: 4 }));
    assert.deepEqual([error.code, error.status, error.retryAfterMs], ["ERR_RATE_LIMITED", 429, 0]);
    assert.deepEqual(
      error.attempts.map(({ status, kind }) => [status, kind]),
      [
        [undefined, "ERR_NETWORK"],
        [500, "ERR_SERVER"],
        [429, "ERR_RATE_LIMITED"],
        [429, "ERR_RATE_LIMITED"],
      ],
    );
    assert.strictEqual(seen.length, 4);
  });

  QUnit.test("a body that nobody reads any further is cancelled before the wait", async (assert) => {
    let cancelled = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(bytesOf("x".repeat(1_024))),
          cancel: () => void cancelled++,
        }),
        { status: cancelled === 0 ? 500 : 200 },
      );
    const { fetch } = answersOf(endless, () => {
      assert.strictEqual(cancelled, 1);
      return new Response(DOCUMENTED.autodesk);
    });
    assert.strictEqual(await units(fetchAutodeskUnits({ accountId, token: "t", fetch })), 2);
  });
}

function credentials(): void {
  const sent = (seen: Seen[]) => seen.map(({ headers }) => headers.authorization ?? headers["x-api-key"]);

  QUnit.test(
    "a token function is asked once more for what was refused, with the call's own context",
    async (assert) => {
      const contexts: TokenContext[] = [];
      const { signal } = new AbortController();
      const waitUntil = () => undefined;
      const token = (context: TokenContext) => {
        contexts.push(context);
        return `t-${contexts.length}`;
      };
      const { fetch, seen } = answersOf(status(401), status(503), listing);
      const call = fetchAutodeskUnits({ accountId, token, fetch, signal, waitUntil, maxAttempts: 2 });
      assert.strictEqual(await units(call), 2);
      assert.deepEqual(sent(seen), ["Bearer t-1", "Bearer t-2", "Bearer t-2"]);
      assert.deepEqual(
        contexts.map(({ rejected }) => rejected),
        [undefined, "t-1"],
      );
      assert.true(contexts.every((context) => context.signal === signal && context.waitUntil === waitUntil));
    },
  );

  QUnit.test("a key function is asked once more, and a second 401 ends the call", async (assert) => {
    let asked = 0;
    const apiKey = () => `k-${++asked}`;
    const { fetch, seen } = answersOf(status(401));
    const error = await errorOf(() => fetchImochaUnits({ apiKey, fetch }));
    assert.deepEqual([error.code, sent(seen)], ["ERR_UNAUTHORIZED", ["k-1", "k-2"]]);
    assert.deepEqual(
      error.attempts.map(({ status }) => status),
      [401, 401],
    );
  });

  QUnit.test("what the function throws the second time comes out as it is", async (assert) => {
    const mine = new RangeError("the vault is closed");
    const token = ({ rejected }: TokenContext) => (rejected === undefined ? "t" : Promise.reject(mine));
    const { fetch, seen } = answersOf(status(401));
    assert.strictEqual(await failureOf(() => fetchAutodeskUnits({ accountId, token, fetch })), mine);
    assert.strictEqual(seen.length, 1);
  });
}

function leaving(): void {
  const stages: Record<string, { answer: Answer; token?: (context: TokenContext) => Promise<string> }> = {
    "a wait that the service asked for": { answer: status(503, { "retry-after": "1" }) },
    "a wait of our own": { answer: status(429) },
    "the wait after a lost connection": { answer: lost },
    "the second token": {
      answer: status(401),
      token: ({ rejected }) => (rejected === undefined ? Promise.resolve("t") : new Promise(() => undefined)),
    },
    "the first token": { answer: listing, token: () => new Promise(() => undefined) },
  };
  for (const [stage, { answer, token = async () => "t" }] of Object.entries(stages)) {
    QUnit.test(
      `an abort in ${stage} gives that very reason at once, and nothing is sent later`,
      async (assert) => {
        for (const reason of [new RangeError("enough"), "enough", null, 0]) {
          const { fetch, seen } = answersOf(answer);
          const { signal, listeners, abort } = countedSignal();
          const timers = watchTimers();
          const call = failureOf(() => fetchAutodeskUnits({ accountId, token, fetch, signal }));
          await turns(A_FEW);
          const sent = seen.length;
          assert.true(timers.left() > 0, "it waits");
          abort(reason);
          const passed = await turnsUntil(call);
          assert.strictEqual(await call, reason);
          assert.true(passed <= A_FEW, `it took ${passed} turns of the event loop`);
          assert.strictEqual(listeners(), 0);
          timers.stop();
          // What has no timer left does nothing later.
          assert.deepEqual([timers.left(), seen.length], [0, sent]);
        }
      },
    );
  }

  QUnit.test("an abort by one of several signals gives that one's reason", async (assert) => {
    if (typeof AbortSignal.any !== "function") {
      assert.true(true, "this runtime joins no signals");
      return;
    }
    const one = new AbortController();
    const signal = AbortSignal.any([new AbortController().signal, one.signal]);
    const { fetch } = answersOf(status(503));
    const call = failureOf(() => fetchAutodeskUnits({ accountId, token: "t", fetch, signal }));
    await turns(A_FEW);
    one.abort("enough");
    assert.strictEqual(await call, "enough");
  });

  QUnit.test("an abort in the tick of the answer gives the reason", async (assert) => {
    const controller = new AbortController();
    const { fetch, seen } = answersOf(() => {
      controller.abort("enough");
      return new Response(DOCUMENTED.autodesk);
    });
    const { signal } = controller;
    assert.strictEqual(
      await failureOf(() => fetchAutodeskUnits({ accountId, token: "t", fetch, signal })),
      "enough",
    );
    assert.strictEqual(seen.length, 1);
  });
}

/** The turns of the event loop in which all work ends that waits for no timer. */
const A_FEW = 10;

/** A signal that counts its listeners. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  const { addEventListener, removeEventListener } = signal;
  const heard = new Set<unknown>();
  Object.assign(signal, {
    addEventListener(...args: Parameters<typeof addEventListener>) {
      count += heard.has(args[1]) ? 0 : 1;
      heard.add(args[1]);
      addEventListener.apply(signal, args);
    },
    removeEventListener(...args: Parameters<typeof removeEventListener>) {
      count -= heard.delete(args[1]) ? 1 : 0;
      removeEventListener.apply(signal, args);
    },
  });
  return { signal, listeners: () => count, abort: (reason: unknown) => controller.abort(reason) };
}
