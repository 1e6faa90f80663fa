import {
  type BusinessUnitsError,
  type ErrorCode,
  fetchAutodeskUnits,
  fetchImochaUnits,
} from "business-units";
import QUnit from "qunit";
import { AUTODESK_ACCOUNTS, IMOCHA_ACCOUNTS, SANDBOX_TOKEN } from "../../../www/sandbox/catalog.ts";
import { answering, errorOf, PATIENT } from "./world.ts";

interface Refusal {
  status: number;
  code: ErrorCode;
  /** The service's own words; absent where there are none. */
  reason?: string;
  /** The words are in a header that a page may not read. */
  reasonIsHidden?: true;
  hint?: RegExp;
  retryAfterMs?: number;
}

const AUTODESK: Partial<Record<keyof typeof AUTODESK_ACCOUNTS, Refusal>> = {
  badRequest: {
    status: 400,
    code: "ERR_STATUS",
    reason: "The request could not be understood: malformed syntax.",
  },
  unauthorized: { status: 401, code: "ERR_UNAUTHORIZED", reasonIsHidden: true, hint: /account:read/ },
  forbidden: {
    status: 403,
    code: "ERR_FORBIDDEN",
    reason: "Access denied: the app is not provisioned for this account.",
    hint: /Custom Integrations/,
  },
  notFound: {
    status: 404,
    code: "ERR_NOT_FOUND",
    reason: "this account doesn't exist.",
    hint: /region.*Custom Integrations/,
  },
  conflict: { status: 409, code: "ERR_STATUS", reason: "The account is being merged." },
  unprocessable: {
    status: 422,
    code: "ERR_STATUS",
    reason: "Business units are disabled for this account.",
  },
  rateLimited: {
    status: 429,
    code: "ERR_RATE_LIMITED",
    reason: "Quota limit exceeded.",
    retryAfterMs: 2_000,
    hint: /100 requests a minute/,
  },
  serverError: {
    status: 500,
    code: "ERR_SERVER",
    reason: "An unexpected error occurred on the server.",
  },
  unavailable: { status: 503, code: "ERR_SERVER" },
};

const IMOCHA: Partial<Record<keyof typeof IMOCHA_ACCOUNTS, Refusal>> = {
  badRequest: { status: 400, code: "ERR_STATUS", reason: "The account of this key has no region." },
  unauthorized: {
    status: 401,
    code: "ERR_UNAUTHORIZED",
    reason:
      "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    hint: /key/,
  },
  forbidden: {
    status: 403,
    code: "ERR_FORBIDDEN",
    reason: "Out of call volume quota. Quota will be replenished in 01:12:30.",
    retryAfterMs: 4_350_000,
  },
  notFound: { status: 404, code: "ERR_NOT_FOUND", reason: "Resource not found" },
  rateLimited: {
    status: 429,
    code: "ERR_RATE_LIMITED",
    reason: "Rate limit is exceeded. Try again in 2 seconds.",
    retryAfterMs: 2_000,
  },
  serverError: { status: 500, code: "ERR_SERVER", reason: "Internal server error" },
};

// One attempt: the services' failures are asked for, not ridden out.
const ONCE = { maxAttempts: 1 };

/** What each refusal of either service becomes. */
export function refusals(sandbox: string): void {
  QUnit.module("refusals of Autodesk", () => {
    for (const [name, expected] of Object.entries(AUTODESK)) {
      const { accountId } = AUTODESK_ACCOUNTS[name as keyof typeof AUTODESK_ACCOUNTS];
      QUnit.test(`status ${expected.status} is ${expected.code}`, async (assert) => {
        const error = await errorOf(() =>
          fetchAutodeskUnits({ ...ONCE, accountId, token: SANDBOX_TOKEN, baseUrl: sandbox, ...PATIENT }),
        );
        checkRefusal(assert, error, expected);
        assert.strictEqual(error.provider, "autodesk");
        assert.strictEqual(typeof error.requestId, "string");
      });
    }

    QUnit.test("an empty 401 tells the reason of its header", async (assert) => {
      const headers = { "x-ads-troubleshooting": "The access token was revoked." };
      const fetch = answering(null, { status: 401, headers });
      const error = await errorOf(() =>
        fetchAutodeskUnits({ ...ONCE, accountId: "a", token: SANDBOX_TOKEN, fetch }),
      );
      assert.strictEqual(error.reason, "The access token was revoked.");
    });

    QUnit.test("an account in another region is ERR_NOT_FOUND with a hint", async (assert) => {
      const { accountId } = AUTODESK_ACCOUNTS.emea;
      const error = await errorOf(() =>
        fetchAutodeskUnits({
          ...ONCE,
          accountId,
          token: SANDBOX_TOKEN,
          baseUrl: sandbox,
          ...PATIENT,
          region: "US",
        }),
      );
      assert.strictEqual(error.code, "ERR_NOT_FOUND");
      assert.true(/region/.test(error.hint ?? ""), error.hint);
    });

    QUnit.test("a token that nobody minted is ERR_UNAUTHORIZED", async (assert) => {
      const { accountId } = AUTODESK_ACCOUNTS.documented;
      const error = await errorOf(() =>
        fetchAutodeskUnits({ ...ONCE, accountId, token: "unknown", baseUrl: sandbox, ...PATIENT }),
      );
      assert.deepEqual(
        [error.code, error.reason],
        ["ERR_UNAUTHORIZED", "The access token provided is invalid or has expired."],
      );
    });
  });

  QUnit.module("refusals of iMocha", () => {
    for (const [name, expected] of Object.entries(IMOCHA)) {
      const { apiKey } = IMOCHA_ACCOUNTS[name as keyof typeof IMOCHA_ACCOUNTS];
      QUnit.test(`status ${expected.status} is ${expected.code}`, async (assert) => {
        const error = await errorOf(() =>
          fetchImochaUnits({ ...ONCE, apiKey, baseUrl: sandbox, ...PATIENT }),
        );
        checkRefusal(assert, error, expected);
        assert.strictEqual(error.provider, "imocha");
      });
    }
  });
}

function checkRefusal(assert: Assert, error: BusinessUnitsError, expected: Refusal): void {
  assert.deepEqual([error.code, error.status], [expected.code, expected.status]);
  assert.strictEqual(error.retryAfterMs, expected.retryAfterMs);
  if (!expected.reasonIsHidden) assert.strictEqual(error.reason, expected.reason);
  if (expected.hint) assert.true(expected.hint.test(error.hint ?? ""), error.hint);
  assert.deepEqual(
    error.attempts.map(({ status, kind, waitMs, ms }) => [status, kind, waitMs, ms >= 0]),
    [[expected.status, expected.code, 0, true]],
  );
}
