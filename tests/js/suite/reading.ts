import type { ErrorCode, Progress } from "business-units";
import QUnit from "qunit";
import { buildTree, readTree } from "./entry.ts";
import { alwaysMore, bytesOf, codeOf, DOCUMENTED, errorOf, failureOf, streamOf } from "./world.ts";

const STATUSES: [status: number, code: ErrorCode][] = [
  [301, "ERR_REDIRECT"],
  [400, "ERR_STATUS"],
  [401, "ERR_UNAUTHORIZED"],
  [403, "ERR_FORBIDDEN"],
  [404, "ERR_NOT_FOUND"],
  [409, "ERR_STATUS"],
  [422, "ERR_STATUS"],
  [429, "ERR_RATE_LIMITED"],
  [500, "ERR_SERVER"],
  [503, "ERR_SERVER"],
];

const REASONS: unknown[] = [new RangeError("enough"), "enough", null, 0, { enough: true }];

type Source = Parameters<typeof readTree>[0];

/** What `fetch` functions, Node and test doubles give in place of a web stream or a Response. */
const SOURCES: Readonly<Record<string, (text: string) => unknown>> = {
  "a Blob": (text) => new Blob([text]),
  "a stream of ArrayBuffers": (text) => streamOf([bytesOf(text).slice().buffer as never]),
  "a stream of Blobs": (text) => streamOf([new Blob([text]) as never]),
  "an async iterable of bytes": async function* (text) {
    const bytes = bytesOf(text);
    yield bytes.subarray(0, 40);
    yield bytes.subarray(40);
  },
  "a response whose body is an async iterable": (text) => ({
    ok: true,
    status: 200,
    body: (async function* () {
      yield bytesOf(text);
    })(),
  }),
  "a response with arrayBuffer() and no body": (text) => ({
    status: 200,
    arrayBuffer: async () => bytesOf(text).slice().buffer,
  }),
  "a response with text() alone": (text) => ({ status: 200, text: async () => text }),
  "a response with json() alone": (text) => ({ ok: true, status: 200, json: async () => JSON.parse(text) }),
};

/** Trees from bytes that arrive. */
export function reading(): void {
  QUnit.module("readTree", () => {
    for (const [provider, text] of Object.entries(DOCUMENTED)) {
      QUnit.test(`it gives the same tree wherever ${provider}'s answer is cut in two`, async (assert) => {
        const bytes = bytesOf(text);
        using expected = buildTree(bytes);
        const records = JSON.stringify(expected.toArray());
        for (let at = 0; at <= bytes.length; at += 1) {
          using tree = await readTree(streamOf([bytes.subarray(0, at), bytes.subarray(at)]));
          if (JSON.stringify(tree.toArray()) !== records) assert.true(false, `cut at byte ${at}`);
        }
        assert.strictEqual(expected.size, 2);
      });

      QUnit.test(`it reads ${provider}'s answer byte by byte`, async (assert) => {
        const bytes = bytesOf(text);
        const told: Progress[] = [];
        const single = Array.from(bytes, (_, n) => bytes.subarray(n, n + 1));
        using tree = await readTree(streamOf(single), { onProgress: (progress) => told.push(progress) });
        assert.strictEqual(tree.size, 2);
        assert.deepEqual(
          told.map((progress) => progress.bytes),
          single.map((_, n) => n + 1),
        );
        assert.strictEqual(told.at(-1)?.units, 2);
      });
    }

    QUnit.test("it reads a Response, and one without a body is ERR_JSON", async (assert) => {
      using tree = await readTree(new Response(DOCUMENTED.imocha));
      assert.deepEqual([tree.size, tree.provider], [2, "imocha"]);
      const error = await errorOf(() => readTree(new Response(null, { status: 204 })));
      assert.deepEqual([error.code, error.offset], ["ERR_JSON", 0]);
    });

    for (const [what, source] of Object.entries(SOURCES)) {
      QUnit.test(`it reads ${what}`, async (assert) => {
        using tree = await readTree(source(DOCUMENTED.autodesk) as Source);
        assert.deepEqual([tree.size, tree.height], [2, 1]);
      });
    }

    QUnit.test(
      "an async iterable is ended when the listing goes wrong or the signal aborts",
      async (assert) => {
        const controller = new AbortController();
        for (const [text, options, expected] of [
          ["[x", {}, "ERR_SHAPE"],
          ["{", { signal: controller.signal, onProgress: () => controller.abort("enough") }, undefined],
        ] as const) {
          let ended = false;
          const chunks = (async function* () {
            try {
              for (;;) yield bytesOf(text);
            } finally {
              ended = true;
            }
          })();
          const failure = await failureOf(() => readTree(chunks, options));
          if (expected === undefined) assert.strictEqual(failure, "enough");
          else assert.strictEqual((failure as { code: string }).code, expected);
          await new Promise((resolve) => setTimeout(resolve));
          assert.true(ended);
        }
      },
    );

    QUnit.test("an answer that announces more than maxBytes is refused at its head", async (assert) => {
      for (const [length, maxBytes, encoding, isRefused] of [
        ["100", 99, undefined, true],
        ["100", 100, undefined, false],
        ["100", 99, "gzip", false],
      ] as const) {
        let pulled = 0;
        const body = new ReadableStream(
          {
            pull: (controller) => {
              pulled++;
              controller.enqueue(bytesOf(DOCUMENTED.autodesk.slice(0, 2)));
              controller.close();
            },
          },
          { highWaterMark: 0 },
        );
        const headers = new Headers({ "content-length": length });
        if (encoding) headers.set("content-encoding", encoding);
        const answer = { ok: true, status: 200, headers, body } as unknown as Response;
        const error = await errorOf(() => readTree(answer, { maxBytes }));
        assert.deepEqual([error.code === "ERR_TOO_LARGE", pulled === 0], [isRefused, isRefused]);
      }
    });

    QUnit.test("an answer that nothing can read is ERR_OPTION that says what it needs", async (assert) => {
      const error = await errorOf(() => readTree({ status: 200 } as Response));
      assert.strictEqual(error.code, "ERR_OPTION");
      assert.true(error.hint?.includes("text()"), error.hint);
    });

    QUnit.test("it skips chunks without bytes", async (assert) => {
      const bytes = bytesOf(DOCUMENTED.autodesk);
      using tree = await readTree(streamOf([new Uint8Array(), bytes, new Uint8Array()]));
      assert.strictEqual(tree.size, 2);
    });

    for (const [status, code] of STATUSES) {
      QUnit.test(`an answer with status ${status} is ${code}`, async (assert) => {
        const headers = { "retry-after": "7" };
        const error = await errorOf(() => readTree(new Response("{}", { status, headers })));
        assert.deepEqual([error.code, error.status, error.retryAfterMs], [code, status, 7_000]);
      });
    }

    QUnit.test(
      "what stands in for a refusal is one, whatever it has in the place of headers",
      async (assert) => {
        const maps: unknown[] = [
          undefined,
          null,
          {},
          new Map(),
          new Map<string, unknown>([["retry-after", 5]]),
        ];
        for (const headers of maps) {
          const answer = { ok: false, status: 500, type: "basic", body: null, headers };
          const error = await errorOf(() => readTree(answer as unknown as Response));
          assert.deepEqual([error.code, error.status], ["ERR_SERVER", 500]);
        }
      },
    );

    QUnit.test("an answer that never came is ERR_NETWORK, without a status", async (assert) => {
      const error = await errorOf(() => readTree(Response.error()));
      assert.deepEqual([error.code, error.status], ["ERR_NETWORK", undefined]);
    });

    QUnit.test("a stream that breaks off is ERR_NETWORK", async (assert) => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(bytesOf('{"business_units":['));
        },
        pull() {
          throw new Error("the line is dead");
        },
      });
      assert.strictEqual(await codeOf(() => readTree(stream)), "ERR_NETWORK");
    });

    QUnit.test("what cannot be read is ERR_OPTION, by its promise", async (assert) => {
      const locked = streamOf([]);
      locked.getReader();
      const used = new Response("{}");
      await used.text();
      const texts = new ReadableStream({ start: (controller) => controller.enqueue("{}") });
      for (const source of [locked, used, texts, null, undefined, "{}", {}, bytesOf("{}")]) {
        const promise = readTree(source as Source);
        assert.strictEqual(await codeOf(() => promise), "ERR_OPTION");
      }
      assert.strictEqual(await codeOf(() => readTree(streamOf([]), null as unknown as object)), "ERR_OPTION");
    });

    QUnit.test("a listing that goes wrong ends the stream at that byte", async (assert) => {
      const { stream, state } = endless('{"business_units":[{"id":"1"},x');
      const error = await errorOf(() => readTree(stream));
      assert.deepEqual([error.code, error.offset], ["ERR_JSON", 30]);
      assert.true(state.cancelled);
    });

    QUnit.test("more than the limits is ERR_TOO_LARGE and ends the stream", async (assert) => {
      for (const limits of [{ maxBytes: 40 }, { maxUnits: 1 }]) {
        const { stream, state } = endless('{"business_units":[{"id":"1"},{"id":"2"},{"id":"3"}');
        assert.strictEqual(await codeOf(() => readTree(stream, limits)), "ERR_TOO_LARGE");
        assert.true(state.cancelled);
      }
    });

    for (const reason of REASONS) {
      QUnit.test(`aborted before the start, it rejects with ${describe(reason)} itself`, async (assert) => {
        const { stream, state } = endless("{");
        const { signal, listeners } = counted(AbortSignal.abort(reason));
        assert.strictEqual(await failureOf(() => readTree(stream, { signal })), reason);
        assert.deepEqual([state.cancelled, state.reason, listeners()], [true, reason, 0]);
      });

      QUnit.test(`aborted while it waits, it rejects with ${describe(reason)} itself`, async (assert) => {
        const controller = new AbortController();
        const { stream, state } = endless("{");
        const { signal, listeners } = counted(controller.signal);
        const onProgress = () => queueMicrotask(() => controller.abort(reason));
        assert.strictEqual(await failureOf(() => readTree(stream, { signal, onProgress })), reason);
        assert.deepEqual([state.cancelled, state.reason, listeners()], [true, reason, 0]);
      });

      QUnit.test(`aborted between chunks, it rejects with ${describe(reason)} itself`, async (assert) => {
        const controller = new AbortController();
        const { signal } = controller;
        const chunks = Array.from(bytesOf(DOCUMENTED.autodesk), (byte) => Uint8Array.of(byte));
        const onProgress = ({ bytes }: Progress) => bytes === 9 && controller.abort(reason);
        const options = { signal, onProgress: onProgress as (progress: Progress) => void };
        assert.strictEqual(await failureOf(() => readTree(streamOf(chunks), options)), reason);
      });
    }

    QUnit.test("a stream that always has more can be aborted by a timer", async (assert) => {
      const signal = AbortSignal.timeout(100);
      assert.strictEqual(await failureOf(() => readTree(alwaysMore(), { signal })), signal.reason);
    });

    QUnit.test("when it is over, the signal has no listener and the stream no lock", async (assert) => {
      const { signal, listeners } = counted(new AbortController().signal);
      const stream = streamOf([bytesOf("{}")]);
      using tree = await readTree(stream, { signal });
      assert.deepEqual([tree.size, listeners(), stream.locked], [0, 0, false]);
    });

    QUnit.test("what a listener throws is ignored", async (assert) => {
      const onProgress = () => {
        throw new Error("not my day");
      };
      using tree = await readTree(streamOf([bytesOf(DOCUMENTED.autodesk)]), { onProgress });
      assert.strictEqual(tree.size, 2);
    });

    QUnit.test("a promise that a listener breaks is ignored", async (assert) => {
      const onProgress = () => Promise.reject(new Error("not my day"));
      using tree = await readTree(streamOf([bytesOf(DOCUMENTED.autodesk)]), { onProgress });
      assert.strictEqual(tree.size, 2);
    });

    QUnit.test("a listener that is no function is ERR_OPTION", async (assert) => {
      const options = { onProgress: 5 as unknown as () => void };
      assert.strictEqual(await codeOf(() => readTree(streamOf([]), options)), "ERR_OPTION");
    });
  });
}

/** A stream that gives one chunk and then waits for ever. */
function endless(text: string): {
  stream: ReadableStream<Uint8Array>;
  state: { cancelled: boolean; reason?: unknown };
} {
  const state: { cancelled: boolean; reason?: unknown } = { cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytesOf(text));
    },
    cancel(reason) {
      state.cancelled = true;
      state.reason = reason;
    },
  });
  return { stream, state };
}

/** The signal, and how many listeners it has. */
function counted(signal: AbortSignal): { signal: AbortSignal; listeners: () => number } {
  let count = 0;
  const { addEventListener, removeEventListener } = signal;
  Object.assign(signal, {
    addEventListener(...args: Parameters<typeof addEventListener>) {
      count += 1;
      addEventListener.apply(signal, args);
    },
    removeEventListener(...args: Parameters<typeof removeEventListener>) {
      count -= 1;
      removeEventListener.apply(signal, args);
    },
  });
  return { signal, listeners: () => count };
}

function describe(reason: unknown): string {
  return reason instanceof Error ? "an Error" : (JSON.stringify(reason) ?? "undefined");
}
