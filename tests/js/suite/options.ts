import {
  type Attempt,
  type AutodeskOptions,
  fetchAutodeskUnits,
  fetchImochaUnits,
  type ImochaOptions,
  type TokenContext,
} from "business-units";
import QUnit from "qunit";
import { AUTODESK_ACCOUNTS, IMOCHA_ACCOUNTS, SANDBOX_TOKEN } from "../../../www/sandbox/catalog.ts";
import {
  alwaysMore,
  answering,
  bytesOf,
  codeOf,
  DOCUMENTED,
  errorOf,
  failureOf,
  PATIENT,
  recording,
} from "./world.ts";

const accountId = AUTODESK_ACCOUNTS.documented.accountId;

const BAD_CALLS: Record<string, Record<string, unknown>> = {
  "a deadline of 0": { deadlineMs: 0 },
  "a deadline longer than a timer can be": { deadlineMs: 2 ** 31 },
  "a deadline that is no number": { deadlineMs: "25000" },
  "an attempt timeout of NaN": { attemptTimeoutMs: Number.NaN },
  "a negative stall timeout": { stallTimeoutMs: -1 },
  "no attempts": { maxAttempts: 0 },
  "half an attempt": { maxAttempts: 1.5 },
  "a negative size": { maxBytes: -1 },
  "a size that is no number": { maxBytes: "1 MB" },
  "a plain http address": { baseUrl: "http://example.com" },
  "an address with a query": { baseUrl: "https://example.com/?a=1" },
  "an address with a password": { baseUrl: "https://a:b@example.com" },
  "an address that is none": { baseUrl: "example.com" },
  "an address that is no text": { baseUrl: 7 },
  "a fetch that is no function": { fetch: "fetch" },
  "a signal that is none": { signal: {} },
  "a signal that does not forget": { signal: { aborted: false, addEventListener: () => undefined } },
  "a listener that is no function": { onProgress: 1 },
  "an attempt listener that is no function": { onAttempt: {} },
};

const BAD_AUTODESK: Record<string, unknown> = {
  "no options": undefined,
  null: null,
  "no account": { token: "t" },
  "an empty account": { accountId: "", token: "t" },
  "a hub of another kind": { accountId: "a.YnVzaW5lc3M", token: "t" },
  "an account with a slash": { accountId: "a/b", token: "t" },
  "an account with an escape": { accountId: "a%2Fb", token: "t" },
  "an account that is too long": { accountId: "a".repeat(65), token: "t" },
  "an account that is a number": { accountId: 7, token: "t" },
  "no token": { accountId },
  "an empty token": { accountId, token: "" },
  "a token with its scheme": { accountId, token: "Bearer t" },
  "a token in quotes": { accountId, token: '"t"' },
  "a token with a line break": { accountId, token: "a\r\nx: y" },
  "a token beyond ASCII": { accountId, token: "a€" },
  "a token that is a number": { accountId, token: 7 },
  "a region in small letters": { accountId, token: "t", region: "emea" },
  "a region with a line break": { accountId, token: "t", region: "US\r\nx: y" },
  "the legacy path with another region": { accountId, token: "t", region: "US", legacyEuPath: true },
};

const BAD_IMOCHA: Record<string, unknown> = {
  "no options": undefined,
  "no key": {},
  "an empty key": { apiKey: "" },
  "a key in quotes": { apiKey: "'k'" },
  "a key with a line break": { apiKey: "a\nb" },
  "a key beyond ASCII": { apiKey: "ключ" },
  "a key that is an object": { apiKey: {} },
};

/** What every option does, and which are refused. */
export function options(sandbox: string): void {
  const autodesk = { accountId, token: SANDBOX_TOKEN, baseUrl: sandbox, ...PATIENT };

  QUnit.module("options that are refused", () => {
    for (const [title, bad] of Object.entries(BAD_CALLS)) {
      QUnit.test(`${title} is ERR_OPTION, and nothing is sent`, async (assert) => {
        const { fetch, seen } = recording(() => new Response(DOCUMENTED.autodesk));
        const all = { fetch, ...bad } as object;
        const calls = [
          () => fetchAutodeskUnits({ accountId, token: "t", ...all }),
          () => fetchImochaUnits({ apiKey: "k", ...all }),
        ];
        for (const call of calls) assert.strictEqual(await codeOf(call), "ERR_OPTION");
        assert.strictEqual(seen.length, 0);
      });
    }

    for (const [title, bad] of Object.entries(BAD_AUTODESK)) {
      QUnit.test(`fetchAutodeskUnits refuses ${title}, by its promise`, async (assert) => {
        const promise = fetchAutodeskUnits(bad as AutodeskOptions);
        assert.strictEqual(await codeOf(() => promise), "ERR_OPTION");
      });
    }

    for (const [title, bad] of Object.entries(BAD_IMOCHA)) {
      QUnit.test(`fetchImochaUnits refuses ${title}, by its promise`, async (assert) => {
        const promise = fetchImochaUnits(bad as ImochaOptions);
        assert.strictEqual(await codeOf(() => promise), "ERR_OPTION");
      });
    }

    QUnit.test("a token function that gives no token is ERR_OPTION or ERR_TOKEN", async (assert) => {
      const code = await codeOf(() =>
        fetchAutodeskUnits({ accountId, token: () => undefined as unknown as string }),
      );
      assert.true(["ERR_OPTION", "ERR_TOKEN"].includes(code), code);
    });
  });

  QUnit.module("options from a class", () => {
    QUnit.test("count as any others, the signal among them", async (assert) => {
      const controller = new AbortController();
      const { fetch, seen } = recording(() => new Response(DOCUMENTED.autodesk));
      class Settings {
        readonly #token = "t0ken";
        get token(): string {
          return this.#token;
        }
        get accountId(): string {
          return accountId;
        }
        get fetch(): typeof globalThis.fetch {
          return fetch;
        }
        get signal(): AbortSignal {
          return controller.signal;
        }
      }
      const settings = Object.create(new Settings(), {}) as Settings;
      const read = Object.getOwnPropertyDescriptors(Settings.prototype);
      Object.defineProperty(settings, "token", { get: () => read.token?.get?.call(new Settings()) });
      using tree = await fetchAutodeskUnits(settings);
      assert.deepEqual([tree.size, seen[0]?.headers.authorization], [2, "Bearer t0ken"]);
      controller.abort("enough");
      assert.strictEqual(await failureOf(() => fetchAutodeskUnits(settings)), "enough");
      const key = new (class {
        get apiKey(): string {
          return "k";
        }
        get deadlineMs(): number {
          return 0;
        }
      })();
      assert.strictEqual(await codeOf(() => fetchImochaUnits(key)), "ERR_OPTION");
    });

    QUnit.test("one that throws where it is read is ERR_OPTION, and says which", async (assert) => {
      for (const name of ["signal", "token", "deadlineMs", "onProgress"]) {
        const options = { accountId, token: "t", fetch: answering(DOCUMENTED.autodesk) };
        Object.defineProperty(options, name, {
          get: () => {
            throw new Error("not my day");
          },
        });
        const error = await errorOf(() => fetchAutodeskUnits(options));
        assert.deepEqual([error.code, error.message.includes(name)], ["ERR_OPTION", true], error.message);
      }
    });
  });

  QUnit.module("what a caller's own function throws", () => {
    const named = Object.assign(new Error("mine"), { name: "BusinessUnitsError", code: "ERR_MINE" });
    const thrown: unknown[] = [named, new WebAssembly.RuntimeError("mine"), "mine", undefined, 0];
    QUnit.test("comes out as it is, at once and later, the first time and the second", async (assert) => {
      for (const value of thrown) {
        const now = () => {
          throw value;
        };
        const later = async () => now();
        const fetch = answering("{}", { status: 401 });
        for (const fail of [now, later]) {
          const second = ({ rejected }: TokenContext = {}) => (rejected === undefined ? "t" : fail());
          for (const token of [fail, second]) {
            assert.strictEqual(await failureOf(() => fetchAutodeskUnits({ accountId, token, fetch })), value);
            assert.strictEqual(await failureOf(() => fetchImochaUnits({ apiKey: token, fetch })), value);
          }
        }
      }
    });
  });

  QUnit.module("options", () => {
    QUnit.test("baseUrl may have a path before the documented one", async (assert) => {
      for (const baseUrl of ["https://proxy.example/a/b", "https://proxy.example/a/b/"]) {
        const { fetch, seen } = recording(() => new Response(DOCUMENTED.autodesk));
        using _ = await fetchAutodeskUnits({ ...autodesk, baseUrl, fetch });
        assert.strictEqual(
          seen[0]?.url,
          `https://proxy.example/a/b/hq/v1/accounts/${accountId}/business_units_structure`,
        );
      }
    });

    QUnit.test("a token may come from a function, at once or later", async (assert) => {
      for (const token of [() => SANDBOX_TOKEN, async () => SANDBOX_TOKEN]) {
        using tree = await fetchAutodeskUnits({ ...autodesk, token });
        assert.strictEqual(tree.size, 2);
      }
    });

    QUnit.test("a token function is told the signal, and no rejected token at first", async (assert) => {
      const contexts: TokenContext[] = [];
      const { signal } = new AbortController();
      const token = (context: TokenContext) => {
        contexts.push(context);
        return SANDBOX_TOKEN;
      };
      using _ = await fetchAutodeskUnits({ ...autodesk, token, signal });
      assert.strictEqual(contexts.length, 1);
      assert.strictEqual(contexts[0]?.signal, signal);
      assert.strictEqual(contexts[0]?.rejected, undefined);
    });

    QUnit.test("an API key may come from a function, at once or later", async (assert) => {
      const { apiKey: key } = IMOCHA_ACCOUNTS.documented;
      for (const apiKey of [() => key, async () => key]) {
        using tree = await fetchImochaUnits({ apiKey, baseUrl: sandbox, ...PATIENT });
        assert.strictEqual(tree.size, 2);
      }
    });

    QUnit.test("what a token function throws comes out as it is", async (assert) => {
      const mine = new RangeError("the vault is closed");
      const late = () => Promise.reject(mine);
      const early = () => {
        throw mine;
      };
      assert.strictEqual(await failureOf(() => fetchAutodeskUnits({ ...autodesk, token: late })), mine);
      assert.strictEqual(await failureOf(() => fetchAutodeskUnits({ ...autodesk, token: early })), mine);
      assert.strictEqual(await failureOf(() => fetchImochaUnits({ apiKey: late })), mine);
    });

    QUnit.test("an injected fetch that fails is ERR_NETWORK, whatever it throws", async (assert) => {
      const failures: (typeof fetch)[] = [
        () => Promise.reject(new TypeError("no route")),
        () => Promise.reject("no route"),
        () => Promise.reject(undefined),
        () => {
          throw new TypeError("no route");
        },
      ];
      for (const fetch of failures) {
        const once = { ...autodesk, fetch, maxAttempts: 1 };
        assert.strictEqual(await codeOf(() => fetchAutodeskUnits(once)), "ERR_NETWORK");
      }
    });

    QUnit.test("a body that is as long as maxBytes is read", async (assert) => {
      const maxBytes = bytesOf(DOCUMENTED.autodesk).length;
      using tree = await fetchAutodeskUnits({ ...autodesk, maxBytes });
      assert.strictEqual(tree.size, 2);
    });

    QUnit.test("a body that is longer than maxBytes is ERR_TOO_LARGE", async (assert) => {
      const maxBytes = bytesOf(DOCUMENTED.autodesk).length - 1;
      const error = await errorOf(() => fetchAutodeskUnits({ ...autodesk, maxBytes }));
      assert.deepEqual([error.code, error.limit], ["ERR_TOO_LARGE", maxBytes]);
    });

    QUnit.test("an attempt that gets no answer in time is ERR_TIMEOUT", async (assert) => {
      const slow = { ...autodesk, accountId: AUTODESK_ACCOUNTS.slowHeaders.accountId, maxAttempts: 1 };
      assert.strictEqual(
        await codeOf(() => fetchAutodeskUnits({ ...slow, attemptTimeoutMs: 60 })),
        "ERR_TIMEOUT",
      );
      assert.strictEqual(await codeOf(() => fetchAutodeskUnits({ ...slow, deadlineMs: 300 })), "ERR_TIMEOUT");
    });

    QUnit.test("a body that stops coming is ERR_TIMEOUT", async (assert) => {
      const slow = { ...autodesk, accountId: AUTODESK_ACCOUNTS.slowBody.accountId, maxAttempts: 1 };
      const error = await errorOf(() => fetchAutodeskUnits({ ...slow, stallTimeoutMs: 60 }));
      assert.strictEqual(error.code, "ERR_TIMEOUT");
      assert.strictEqual(error.attempts.length, 1);
    });

    QUnit.test(
      "a body that always has more is ERR_TIMEOUT, also where the clock stands still",
      async (assert) => {
        const fetch = async () => new Response(alwaysMore());
        const code = await codeOf(() => fetchAutodeskUnits({ ...autodesk, fetch, deadlineMs: 200 }));
        assert.strictEqual(code, "ERR_TIMEOUT");
      },
    );

    QUnit.test("onAttempt hears of the attempt", async (assert) => {
      const attempts: Attempt[] = [];
      const onAttempt = (attempt: Attempt) => attempts.push(attempt);
      using _ = await fetchAutodeskUnits({ ...autodesk, onAttempt });
      assert.deepEqual(
        attempts.map(({ status, kind, waitMs, ms }) => [status, kind, waitMs, ms >= 0]),
        [[200, undefined, 0, true]],
      );
    });

    QUnit.test("what a listener throws is ignored", async (assert) => {
      const throwing = () => {
        throw new Error("not my day");
      };
      using tree = await fetchAutodeskUnits({ ...autodesk, onAttempt: throwing, onProgress: throwing });
      assert.strictEqual(tree.size, 2);
    });

    QUnit.test("an answer without a body is ERR_JSON", async (assert) => {
      for (const fetch of [answering(null, { status: 204 }), answering(""), answering(null)]) {
        const error = await errorOf(() => fetchAutodeskUnits({ ...autodesk, fetch, maxAttempts: 1 }));
        assert.deepEqual([error.code, error.offset], ["ERR_JSON", 0]);
      }
    });

    QUnit.test("a redirect is ERR_REDIRECT, and the token goes nowhere else", async (assert) => {
      const { fetch, seen } = recording(
        () => new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } }),
      );
      assert.strictEqual(await codeOf(() => fetchAutodeskUnits({ ...autodesk, fetch })), "ERR_REDIRECT");
      assert.strictEqual(seen.length, 1);
    });
  });
}
