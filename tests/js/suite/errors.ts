import {
  BusinessUnitsError,
  buildTree,
  type ErrorCode,
  fetchAutodeskUnits,
  init,
  initSync,
} from "business-units";
import QUnit from "qunit";
import { answering, bytesOf, errorOf } from "./world.ts";

const ask =
  (fetch: typeof globalThis.fetch, attemptTimeoutMs = 8_000) =>
  () =>
    fetchAutodeskUnits({ accountId: "c8b0c73d-3ae9", token: "t", fetch, maxAttempts: 1, attemptTimeoutMs });

const status = (code: number) => ask(answering("{}", { status: code }));

const silence: typeof fetch = () => new Promise(() => undefined);

// ERR_TOKEN has its tests beside the tokens'; ERR_INTERNAL would need a fault of ours.
const PROVOKED: Partial<Record<ErrorCode, () => unknown>> = {
  ERR_OPTION: () => buildTree(7 as unknown as string),
  ERR_STATE: () => {
    const tree = buildTree("{}");
    tree.free();
    return tree.size;
  },
  ERR_NETWORK: ask(() => Promise.reject(new TypeError("no route"))),
  ERR_TIMEOUT: ask(silence, 60),
  ERR_UNAUTHORIZED: status(401),
  ERR_FORBIDDEN: status(403),
  ERR_NOT_FOUND: status(404),
  ERR_RATE_LIMITED: status(429),
  ERR_SERVER: status(500),
  ERR_STATUS: status(418),
  ERR_REDIRECT: ask(answering(null, { status: 307 })),
  ERR_TOO_LARGE: () => buildTree("{}", { maxBytes: 1 }),
  ERR_TOO_DEEP: () => {
    using tree = buildTree(
      Array.from({ length: 600 }, (_, n) => ({ id: n, parentId: n === 0 ? null : n - 1 })),
    );
    return tree.toJSON();
  },
  ERR_JSON: () => buildTree("<html>"),
  ERR_SHAPE: () => buildTree("[]"),
};

const FIELDS = new Set([
  "name",
  "message",
  "code",
  "attempts",
  "provider",
  "status",
  "reason",
  "retryAfterMs",
  "requestId",
  "hint",
  "body",
  "offset",
  "pointer",
  "expected",
  "found",
  "limit",
]);

/** The one class of errors, and what each code promises. */
export function errors(): void {
  QUnit.module("BusinessUnitsError", () => {
    for (const [code, provoke] of Object.entries(PROVOKED)) {
      QUnit.test(`${code} is an Error with that code and only known fields`, async (assert) => {
        const error = await errorOf(provoke);
        assert.deepEqual([error.code, error.name], [code, "BusinessUnitsError"]);
        assert.true(error instanceof Error && error.message.length > 5, error.message);
        const json = JSON.parse(JSON.stringify(error));
        assert.deepEqual(
          Object.keys(json).filter((key) => !FIELDS.has(key)),
          [],
        );
        assert.deepEqual([json.code, json.message], [code, error.message]);
        assert.strictEqual(missingPromise(error), undefined);
      });
    }

    QUnit.test("a subclass does not claim the errors of its parent", async (assert) => {
      class Mine extends BusinessUnitsError {}
      const error: unknown = await errorOf(() => buildTree("["));
      assert.false(error instanceof Mine);
      assert.true(new Mine("ERR_STATE", "mine") instanceof BusinessUnitsError);
      assert.false(Object.assign(new Error(), { name: "BusinessUnitsError" }) instanceof BusinessUnitsError);
    });

    QUnit.test("a body in an error is cut to 512 characters", async (assert) => {
      const error = await errorOf(ask(answering("é".repeat(2_000), { status: 500 })));
      assert.true((error.body ?? "").length > 0, "there is one");
      assert.true((error.body ?? "").length <= 512, `${error.body?.length}`);
    });
  });

  QUnit.module("loading", () => {
    QUnit.test("init and initSync do nothing once the module is loaded", async (assert) => {
      await init();
      await init("https://nowhere.example/missing.wasm");
      initSync(bytesOf("no module"));
      using tree = buildTree("{}");
      assert.strictEqual(tree.size, 0);
    });
  });
}

/** The field that the error's code promises and the error does not have. */
function missingPromise(error: BusinessUnitsError): string | undefined {
  const narrowed: unknown = error;
  if (!(narrowed instanceof BusinessUnitsError)) return "the class";
  switch (narrowed.code) {
    case "ERR_JSON":
      return typeof narrowed.offset === "number" ? undefined : "offset";
    case "ERR_TOO_LARGE":
    case "ERR_TOO_DEEP":
      return typeof narrowed.limit === "number" ? undefined : "limit";
    case "ERR_UNAUTHORIZED":
    case "ERR_FORBIDDEN":
    case "ERR_NOT_FOUND":
    case "ERR_RATE_LIMITED":
    case "ERR_SERVER":
    case "ERR_STATUS":
      return typeof narrowed.status === "number" ? undefined : "status";
    default:
      return undefined;
  }
}
