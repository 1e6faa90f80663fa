import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { buildTree } from "business-units";
import { AUTODESK_ACCOUNTS } from "../sandbox/catalog.ts";
import { handlerWith, sandbox } from "./edge.fixture.ts";
import { bearing, entry, MINE, OTHERS, outcome } from "./gate/gate.fixture.ts";

// The clock stands still, so a cached listing stays fresh, however long the tests take.
mock.timers.enable({ apis: ["Date"], now: Date.now() });

const upstream = await sandbox();
const worker = handlerWith({ SANDBOX_URL: upstream.url });
const { construction, damaged, hostile, emea, notFound } = AUTODESK_ACCOUNTS;
const below = ({ accountId }: { accountId: string }) => `/api/autodesk/accounts/${accountId}`;
const jsonAt = async (path: string) => JSON.parse(await (await worker.ask(path)).text());

async function treeOf(account: { accountId: string }) {
  return buildTree(await (await worker.ask(`${below(account)}/business-units`)).text());
}

for (const account of [construction, damaged, hostile]) {
  test(`each unit of "${account.name}" is found by its id, with the ids below it`, async () => {
    using tree = await treeOf(account);
    const ids = new Set(tree.toArray().map(({ id }) => id));
    // No address can hold what is empty, or means a folder.
    for (const id of [...ids].filter((id) => !["", ".", ".."].includes(id)).slice(0, 60)) {
      const found = await jsonAt(`${below(account)}/business-units/${encodeURIComponent(id)}`);
      assert.deepEqual(found.unit, JSON.parse(JSON.stringify(tree.get(id))), id);
      assert.deepEqual(found.subtreeIds, tree.subtreeIds(id), id);
      assert.deepEqual(Object.keys(found), ["asOf", "provider", "accountId", "region", "unit", "subtreeIds"]);
    }
  });
}

const strangers: [segment: string, outcome: string][] = [
  ["nobody", "404 UNKNOWN_UNIT"],
  ["x.css", "404 UNKNOWN_UNIT"],
  ["__proto__", "404 UNKNOWN_UNIT"],
  ["constructor", "404 UNKNOWN_UNIT"],
  ["%00", "404 UNKNOWN_UNIT"],
  ["%E2%80%AE", "404 UNKNOWN_UNIT"],
  ["..%2f..%2fhealthz", "404 UNKNOWN_UNIT"],
  ["%2e%2e%2f", "404 UNKNOWN_UNIT"],
  ["%252e", "404 UNKNOWN_UNIT"],
  [";.js", "404 UNKNOWN_UNIT"],
  ["'%20or%201=1--", "404 UNKNOWN_UNIT"],
  ["%3Cscript%3E", "404 UNKNOWN_UNIT"],
  ["a".repeat(8_000), "404 UNKNOWN_UNIT"],
  ["%ff", "400 WRONG_PARAMETER"],
  ["%zz", "400 WRONG_PARAMETER"],
  ["%", "400 WRONG_PARAMETER"],
  ["%ED%A0%80", "400 WRONG_PARAMETER"],
  ["%C0%AF", "400 WRONG_PARAMETER"],
  ["", "404 UNKNOWN_PATH"],
  ["%2e", "404 UNKNOWN_PATH"],
  ["a/b", "404 UNKNOWN_PATH"],
  ["/nobody", "404 UNKNOWN_PATH"],
];

for (const [segment, expected] of strangers) {
  test(`/business-units/${segment.slice(0, 30)} is ${expected}`, async () => {
    assert.equal(
      await outcome(await worker.ask(`${below(construction)}/business-units/${segment}`)),
      expected,
    );
  });
}

test("If-None-Match: * is 304 for a unit that is there, and 404 for one that is not", async () => {
  using tree = await treeOf(construction);
  const headers = { "if-none-match": "*" };
  const { id } = tree.unit(0);
  const at = `${below(construction)}/business-units/`;
  assert.equal((await worker.ask(at + id, { headers })).status, 304);
  assert.equal(await outcome(await worker.ask(`${at}nobody`, { headers })), "404 UNKNOWN_UNIT");
});

test("an unknown unit is told with what the answer rests on, and without the id", async () => {
  const answer = await worker.ask(`${below(construction)}/business-units/%3Cb%3Enobody`);
  assert.equal(answer.headers.get("x-cache"), "HIT");
  assert.match(answer.headers.get("age") ?? "", /^\d+$/);
  assert.ok(!(await answer.text()).includes("nobody"));
});

test("a search gives what the tree's own search gives, best first", async () => {
  using tree = await treeOf(construction);
  for (const [query, text, limit] of [
    ["q=bau", "bau", 20],
    ["q=bau&limit=3", "bau", 3],
    ["q=NORD&limit=1000", "NORD", 1_000],
    ["q=%C3%BC+", "ü ", 20],
    ["q=", "", 20],
    ["q=zzzzzz", "zzzzzz", 20],
  ] as const) {
    const { hits } = await jsonAt(`${below(construction)}/search?${query}`);
    const own = tree.search(text, { limit }).map(({ unit, ranges }) => ({ unit, ranges }));
    assert.deepEqual(hits, JSON.parse(JSON.stringify(own)), query);
  }
});

const searches: [query: string, detail: string][] = [
  ["", "The parameter q is needed."],
  ["limit=3", "The parameter q is needed."],
  ["q=a&limit=0", "The parameter limit is not a whole number from 1 to 1000."],
  ["q=a&limit=1001", "The parameter limit is not a whole number from 1 to 1000."],
  ["q=a&limit=-1", "The parameter limit is not a whole number from 1 to 1000."],
  ["q=a&limit=1e3", "The parameter limit is not a whole number from 1 to 1000."],
  ["q=a&limit=1.5", "The parameter limit is not a whole number from 1 to 1000."],
  ["q=a&limit=%201", "The parameter limit is not a whole number from 1 to 1000."],
  ["q=a&limit=", "The parameter limit is not a whole number from 1 to 1000."],
  ["q=a&limit=%D9%A1", "The parameter limit is not a whole number from 1 to 1000."],
  [`q=${"a".repeat(201)}`, "The parameter q is longer than 200 characters."],
  ["q=a&q=b", "The parameter q may be given once."],
  ["q=a&as=csv", 'Known parameters: region, q, limit. Found: "as".'],
];

for (const [query, detail] of searches) {
  test(`/search?${query.slice(0, 30)} is 400: ${detail}`, async () => {
    const answer = await worker.ask(`${below(construction)}/search?${query}`);
    assert.equal(answer.status, 400);
    assert.equal(((await answer.json()) as { detail: string }).detail, detail);
  });
}

test("200 characters are searched for, and a thousand hits may be wanted", async () => {
  assert.equal(
    (await worker.ask(`${below(construction)}/search?q=${"a".repeat(200)}&limit=1000`)).status,
    200,
  );
});

test("the defects are the listing's own, without its units", async () => {
  using tree = await treeOf(damaged);
  const told = await jsonAt(`${below(damaged)}/defects`);
  assert.deepEqual(told.defects, JSON.parse(JSON.stringify(tree.defects)));
  assert.equal(told.size, tree.size);
  assert.ok(!("units" in told));
});

test("iMocha's listing is asked in the same ways, without a region", async () => {
  assert.equal(
    (await jsonAt("/api/imocha/business-units/164373?account=documented")).unit.name,
    "Default BU 1",
  );
  assert.equal((await jsonAt("/api/imocha/search?account=academy&q=a&limit=2")).hits.length, 2);
  assert.equal((await jsonAt("/api/imocha/defects?account=damaged")).defects.length, 3);
  for (const path of ["search?q=a&region=US", "defects?region=US", "business-units/1?region=US"]) {
    assert.equal(await outcome(await worker.ask(`/api/imocha/${path}`)), "400 UNKNOWN_PARAMETER", path);
  }
});

test("a parameter without a name is refused, and a query that cannot be decoded", async () => {
  for (const query of ["?=x", "?q=a&=1", "?q=a&", "?&q=a"])
    assert.equal(
      await outcome(await worker.ask(`/api/imocha/search${query}`)),
      "400 UNKNOWN_PARAMETER",
      query,
    );
  for (const query of ["?q=M%FCnchen", "?q=%"])
    assert.equal(await outcome(await worker.ask(`/api/imocha/search${query}`)), "400 WRONG_PARAMETER", query);
});

test("a region is part of what is asked for, whatever is asked about it", async () => {
  for (const path of ["/defects?", "/search?q=a&"]) {
    const { region } = await jsonAt(`${below(emea)}${path}region=EMEA`);
    assert.equal(region, "EMEA");
    assert.equal(await outcome(await worker.ask(`${below(emea)}${path}region=emea`)), "400 ERR_OPTION");
  }
});

test("an account that is not there is 404 whatever is asked about it", async () => {
  for (const end of ["business-units?as=csv", "business-units/x", "search?q=a", "defects"]) {
    assert.equal(await outcome(await worker.ask(`${below(notFound)}/${end}`)), "404 ERR_NOT_FOUND", end);
  }
});

test("a thousand readers at once, of whatever kind, ask the service once", async () => {
  const { accountId, region } = AUTODESK_ACCOUNTS.australia;
  const ends = [
    "business-units?",
    "business-units?as=csv&",
    "search?q=a&",
    "defects?",
    "business-units?as=svg&",
  ];
  const answers = Array.from({ length: 1_000 }, async (_, nth) => {
    const answer = await worker.ask(`${below({ accountId })}/${ends[nth % ends.length]}region=${region}`);
    return `${answer.status} ${(await answer.text()).length}`;
  });
  assert.equal(new Set(await Promise.all(answers)).size, ends.length);
  assert.equal(upstream.requests.filter(({ url }) => url.includes(accountId)).length, 1);
});

test("whatever is asked about one listing asks the service once", () => {
  for (const { accountId } of [construction, damaged, hostile, notFound]) {
    assert.equal(upstream.requests.filter(({ url }) => url.includes(accountId)).length, 1, accountId);
  }
});

test("each question has a tag of its own, and is 304 to whoever has the answer", async () => {
  const ends = [
    "search?q=bau",
    "search?q=bau&limit=3",
    "search?q=baum",
    "defects",
    "business-units?as=nested",
  ];
  const tags = await Promise.all(
    ends.map(async (end) => (await worker.ask(`${below(construction)}/${end}`)).headers.get("etag") ?? ""),
  );
  assert.equal(new Set(tags).size, ends.length);
  for (const [at, end] of ends.entries()) {
    const again = await worker.ask(`${below(construction)}/${end}`, {
      headers: { "if-none-match": tags[at] ?? "" },
    });
    assert.equal(again.status, 304, end);
  }
});

test("whoever has no right to an account hears 403 whatever is asked about it, and nobody is asked", async () => {
  const key = "bu_about-listing-test-key";
  const locked = handlerWith({
    SANDBOX_URL: upstream.url,
    API_KEYS: JSON.stringify([entry("one", [key], [`autodesk:${MINE}`])]),
  });
  const before = upstream.requests.length;
  for (const path of [`/api/autodesk/accounts/${OTHERS}`, "/api/imocha"]) {
    for (const end of [
      "business-units?as=csv",
      "business-units/x",
      "business-units/%ff",
      "search",
      "search?q=a",
      "defects",
      "defects?x=1",
    ]) {
      const answer = await locked.ask(`${path}/${end}`, { headers: bearing(key) });
      assert.equal(await outcome(answer), "403 ACCOUNT_FORBIDDEN", end);
      assert.match(answer.headers.get("server-timing") ?? "", /^total;dur=[\d.]+$/);
    }
  }
  assert.equal(upstream.requests.length, before);
});

test("an answer says how long its parts took", async () => {
  const { headers } = await worker.ask(`${below(construction)}/search?q=a`);
  assert.match(
    headers.get("server-timing") ?? "",
    /^cache;dur=[\d.]+, parse;dur=[\d.]+, view;dur=[\d.]+, total;dur=[\d.]+$/,
  );
  const first = await handlerWith({ SANDBOX_URL: upstream.url, CACHE_WINDOWS: "0 0 0" }).ask(
    `${below(emea)}/defects?region=EMEA`,
  );
  assert.match(first.headers.get("server-timing") ?? "", /^upstream;dur=[\d.]+, cache;/);
});
