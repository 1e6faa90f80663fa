import { fetchAutodeskUnits, readTree } from "business-units";
import QUnit from "qunit";
import { bytesOf, DOCUMENTED, errorOf, failureOf, streamOf } from "./world.ts";

const call = { accountId: "a", token: "t", maxAttempts: 1 };
const bytes = bytesOf(DOCUMENTED.autodesk);

/** A response whose body yields these pieces, whatever they are, as a caller's own `fetch` may return it. */
function bringing(pieces: readonly unknown[]): typeof fetch {
  const body = (): ReadableStream => {
    const rest = pieces.values();
    const read = async () => rest.next();
    return { getReader: () => ({ read, cancel: async () => undefined }) } as unknown as ReadableStream;
  };
  return async () => ({ status: 200, headers: new Headers(), body: body() }) as unknown as Response;
}

function givenAway(view: (buffer: ArrayBuffer) => unknown = (buffer) => new Uint8Array(buffer)): Uint8Array {
  const { buffer } = bytesOf(DOCUMENTED.autodesk);
  const away = view(buffer);
  structuredClone(buffer, { transfer: [buffer] });
  return away as Uint8Array;
}

/** A view that throws wherever it is asked. */
class Sulky extends Uint8Array {
  override get length(): number {
    throw new Error("not my day");
  }
  override subarray(): never {
    throw new Error("not my day");
  }
}

/** Answers of `fetch` functions without web streams: node-fetch, cross-fetch and whatwg-fetch, and test doubles. */
const DOUBLES: Readonly<Record<string, (text: string) => object>> = {
  "an answer whose body is a Node stream": (text) => ({
    status: 200,
    headers: new Headers(),
    body: { pipe: () => undefined },
    arrayBuffer: async () => bytesOf(text).slice().buffer,
  }),
  "an answer with methods and no body": (text) => ({
    ok: true,
    status: 200,
    headers: new Headers(),
    text: async () => text,
    json: async () => JSON.parse(text),
  }),
  "an answer with text() alone": (text) => ({ status: 200, text: async () => text }),
  "an answer with json() and ok alone": (text) => ({ ok: true, json: async () => JSON.parse(text) }),
};

const UNREADABLE: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  "the listing itself": JSON.parse(DOCUMENTED.autodesk),
  "a status alone": { status: 200, headers: new Headers() },
  "a stream of texts": {
    status: 200,
    headers: new Headers(),
    body: streamOf([DOCUMENTED.autodesk as never]),
  },
};

const throwing = Object.defineProperty(new Uint8Array(4), "buffer", {
  get: () => {
    throw new Error("not my day");
  },
});

/** Bodies in pieces of every kind, the wrong ones among them. */
export function bodies(): void {
  QUnit.module("the body of a fetch of somebody's own", () => {
    const good: Record<string, unknown[]> = {
      "a Uint8Array": [bytes],
      "pieces of a larger buffer": [bytes.subarray(0, 9), new Uint8Array(), bytes.subarray(9)],
      "other views": [new DataView(bytes.buffer, 0, 5), new Int8Array(bytes.buffer, 5)],
      "a class of its own": [new Sulky(bytes.buffer)],
      "an ArrayBuffer": [bytes.buffer],
    };
    for (const [title, pieces] of Object.entries(good)) {
      QUnit.test(`may come as ${title}`, async (assert) => {
        using tree = await fetchAutodeskUnits({ ...call, fetch: bringing(pieces) });
        assert.strictEqual(tree.size, 2);
      });
    }

    const bad: Record<string, unknown[]> = {
      "bytes that were given away": [givenAway()],
      "a view that was given away": [givenAway((buffer) => new DataView(buffer))],
      "a piece that was given away": [bytes.subarray(0, 9), givenAway()],
      "a view that does not tell its buffer": [throwing],
    };
    for (const [title, pieces] of Object.entries(bad)) {
      QUnit.test(`that is ${title} is ERR_NETWORK, and the next call is none the worse`, async (assert) => {
        const error = await errorOf(() => fetchAutodeskUnits({ ...call, fetch: bringing(pieces) }));
        assert.strictEqual(error.code, "ERR_NETWORK", error.message);
        using tree = await fetchAutodeskUnits({ ...call, fetch: bringing([bytes]) });
        assert.strictEqual(tree.size, 2);
      });
    }

    for (const [title, answer] of Object.entries(DOUBLES)) {
      QUnit.test(`may be ${title}`, async (assert) => {
        let requests = 0;
        const fetch = async () => {
          requests++;
          return answer(DOCUMENTED.autodesk) as Response;
        };
        using tree = await fetchAutodeskUnits({ accountId: "a", token: "t", fetch });
        assert.deepEqual([tree.size, requests], [2, 1]);
      });
    }

    for (const [title, answer] of Object.entries(UNREADABLE)) {
      QUnit.test(
        `that is ${title} is ERR_OPTION after one request, and says what is needed`,
        async (assert) => {
          let requests = 0;
          const fetch = async () => {
            requests++;
            return answer as Response;
          };
          const error = await errorOf(() => fetchAutodeskUnits({ accountId: "a", token: "t", fetch }));
          assert.deepEqual([error.code, requests], ["ERR_OPTION", 1]);
          assert.true(error.hint?.includes("arrayBuffer()"), error.hint);
        },
      );
    }

    QUnit.test("that comes when nobody waits for it any more is cancelled", async (assert) => {
      for (const end of ["abort", "deadline"]) {
        const controller = new AbortController();
        let answer: (response: Response) => void = () => undefined;
        let asked: () => void = () => undefined;
        const isAsked = new Promise<void>((resolve) => {
          asked = resolve;
        });
        const heedless = () => {
          asked();
          return new Promise<Response>((resolve) => {
            answer = resolve;
          });
        };
        const deadlineMs = end === "deadline" ? 60 : 60_000;
        const options = { ...call, fetch: heedless, signal: controller.signal, deadlineMs };
        const failed = failureOf(() => fetchAutodeskUnits(options));
        await isAsked;
        if (end === "abort") controller.abort("enough");
        await failed;
        const cancelled = new Promise<string>((resolve) => {
          answer(new Response(new ReadableStream({ cancel: () => resolve("cancelled") })));
        });
        assert.strictEqual(await cancelled, "cancelled", end);
      }
    });

    QUnit.test("that gives pieces without a byte is silent", async (assert) => {
      const empty: typeof fetch = async () => {
        const body = new ReadableStream({
          pull: async (controller) => {
            await new Promise((resolve) => setTimeout(resolve, 5));
            controller.enqueue(new Uint8Array());
          },
        });
        return new Response(body);
      };
      const error = await errorOf(() => fetchAutodeskUnits({ ...call, fetch: empty, stallTimeoutMs: 60 }));
      assert.deepEqual([error.code, /stall/.test(error.message)], ["ERR_TIMEOUT", true], error.message);
    });
  });

  QUnit.module("a stream of somebody's own", () => {
    QUnit.test("may give views of a class of its own", async (assert) => {
      using tree = await readTree(streamOf([new Sulky(bytes.buffer)]));
      assert.strictEqual(tree.size, 2);
    });

    QUnit.test("that gives away what it has given is ERR_OPTION", async (assert) => {
      const error = await errorOf(() => readTree(streamOf([bytes.subarray(0, 9), givenAway()])));
      assert.strictEqual(error.code, "ERR_OPTION", error.message);
    });
  });
}
