import assert from "node:assert/strict";
import { test } from "node:test";
import { ERROR_CODES } from "../../pkg/src/error-code.ts";
import { listingPath } from "../../www/app/server/account.ts";
import { problemAdvice, waitSentence } from "../../www/app/server/advice.ts";
import { ProblemError, problemFrom, problemOf } from "../../www/app/server/problem.ts";

test("problemOf() reads a problem document", async () => {
  const told = {
    code: "ERR_NOT_FOUND",
    title: "The service does not know this account",
    retryAfterMs: 1_500,
  };
  const response = Response.json({ ...told, extra: true }, { status: 404 });
  assert.deepEqual(await problemOf(response), { ...told, status: 404 });
});

test("problemOf() makes a sentence of an answer that is no problem document", async () => {
  const problem = await problemOf(new Response("<html>", { status: 502 }));
  assert.deepEqual(problem, {
    code: "ERR_SERVER",
    title: "The server answered with status 502",
    status: 502,
  });
});

test("problemOf() ignores members of another type", async () => {
  const problem = await problemOf(Response.json({ code: 7, title: ["x"], hint: null }, { status: 500 }));
  assert.deepEqual(problem, {
    code: "ERR_SERVER",
    title: "The server answered with status 500",
    status: 500,
  });
});

test("problemFrom() keeps the problem that the server told", () => {
  const problem = { code: "ERR_FORBIDDEN", title: "No", status: 502 };
  assert.equal(problemFrom(new ProblemError(problem)), problem);
});

test("problemOf() blames the request for a status below 500", async () => {
  assert.equal((await problemOf(new Response("<html>", { status: 418 }))).code, "ERR_STATUS");
});

test("problemFrom() takes no mistake of the page's for a lost connection", () => {
  assert.equal(problemFrom(new TypeError("x is not a function")).code, "ERR_INTERNAL");
});

test("problemFrom() leaves out the hints that the package gives to developers", () => {
  const error = Object.assign(new Error("blocked"), { code: "ERR_STATE", hint: "Allow 'wasm-unsafe-eval'." });
  const problem = problemFrom(error);
  assert.equal(problem.hint, undefined);
  assert.match(problemAdvice(problem), /^A part that builds the tree did not load\./);
});

test("problemFrom() keeps the code of an error of the package", () => {
  const error = Object.assign(new Error("cut at byte 7"), { code: "ERR_JSON", offset: 7 });
  const { code, detail } = problemFrom(error);
  assert.deepEqual([code, detail], ["ERR_JSON", "cut at byte 7"]);
});

test("problemFrom() accepts whatever was thrown", () => {
  for (const thrown of [undefined, null, 7, "why"]) assert.equal(problemFrom(thrown).code, "ERR_INTERNAL");
});

test("problemAdvice() prefers the hint that came with the problem", () => {
  assert.equal(problemAdvice({ code: "ERR_NOT_FOUND", title: "", hint: "Ask Ada." }), "Ask Ada.");
});

test("problemAdvice() speaks of the service's words only when there are some", () => {
  const problem = { code: "ERR_STATUS", title: "" };
  assert.match(problemAdvice({ ...problem, reason: "I'm a teapot." }), /Its own words above/);
  assert.doesNotMatch(problemAdvice(problem), /words/);
});

test("problemAdvice() has a next step of its own for every code of the package", () => {
  const unknown = problemAdvice({ code: "", title: "" });
  for (const code of ERROR_CODES) assert.notEqual(problemAdvice({ code, title: "" }), unknown, code);
});

test("problemAdvice() has a next step for a code it does not know", () => {
  assert.match(problemAdvice({ code: "ERR_FROM_THE_FUTURE", title: "" }), /^Try again\./);
});

test("waitSentence() never tells to come back early", () => {
  assert.equal(waitSentence(1), "Wait 1 second before you try again.");
  assert.equal(waitSentence(2_001), "Wait 3 seconds before you try again.");
  assert.equal(waitSentence(121_000), "Wait 3 minutes before you try again.");
});

test("problemOf() takes the wait from Retry-After where the problem tells none", async () => {
  const waitOf = async (body: object, header: string) => {
    const headers = { "retry-after": header };
    return (await problemOf(Response.json(body, { status: 429, headers }))).retryAfterMs;
  };
  assert.equal(await waitOf({}, "30"), 30_000);
  assert.equal(await waitOf({ retryAfterMs: 1_500 }, "30"), 1_500);
  for (const header of ["", "-1", "soon", "1e9", "99999999999"])
    assert.equal(await waitOf({}, header), undefined);
});

test("listingPath() puts the account and the region into the address, escaped", () => {
  const account = { provider: "autodesk", accountId: "b.1/../2", region: "EMEA", name: "" } as const;
  assert.equal(listingPath(account), "/api/autodesk/accounts/b.1%2F..%2F2/business-units?region=EMEA");
  assert.equal(listingPath({ provider: "imocha", name: "" }), "/api/imocha/business-units");
});
