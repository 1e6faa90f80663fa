import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { fetchAutodeskUnits, fetchImochaUnits, type UnitTree } from "business-units";

interface Asked {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
}

// What Node's own fetch adds to any request.
const OF_FETCH = new Set([
  "host",
  "connection",
  "accept",
  "accept-language",
  "accept-encoding",
  "sec-fetch-mode",
  "user-agent",
]);

/** Answers one request with a documented answer, as any HTTP server would, and gives what was asked. */
async function documented(
  file: string,
  call: (baseUrl: string) => Promise<UnitTree>,
): Promise<{ asked: Asked; tree: UnitTree }> {
  const asked: Asked[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push({ method, url, headers });
    response.setHeader("content-type", "application/json");
    response.end(readFileSync(new URL(`../data/${file}`, import.meta.url)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const tree = await call(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const [first, ...more] = asked;
    assert.ok(first && more.length === 0, "one request");
    return { asked: first, tree };
  } finally {
    server.close();
  }
}

function own(headers: IncomingHttpHeaders) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_FETCH.has(name)));
}

test("fetchAutodeskUnits() sends the documented request and reads the documented answer", async () => {
  const accountId = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
  const token = "9ezBnx9Rd5D1xG4KMt6b72T4w0MG";
  const { asked, tree } = await documented("autodesk/documented.json", (baseUrl) =>
    fetchAutodeskUnits({ accountId, token, baseUrl }),
  );
  assert.equal(`${asked.method} ${asked.url}`, `GET /hq/v1/accounts/${accountId}/business_units_structure`);
  assert.deepEqual(own(asked.headers), { authorization: `Bearer ${token}` });
  assert.deepEqual(
    tree.toArray().map(({ depth, name, description }) => [depth, name, description]),
    [
      [0, "North America", "USA, Canada"],
      [1, "USA Western Region", "California, Nevada, Washington"],
    ],
  );
  assert.deepEqual([tree.defects, tree.warnings], [[], []]);
  tree.free();
});

test("fetchAutodeskUnits() sends the documented legacy request and the Region header", async () => {
  const { asked, tree } = await documented("autodesk/documented.json", (baseUrl) =>
    fetchAutodeskUnits({
      accountId: "b.c8b0c73d-3ae9",
      token: "t",
      region: "EMEA",
      legacyEuPath: true,
      baseUrl,
    }),
  );
  assert.equal(asked.url, "/hq/v1/regions/eu/accounts/c8b0c73d-3ae9/business_units_structure");
  assert.deepEqual(own(asked.headers), { authorization: "Bearer t", region: "EMEA" });
  tree.free();
});

test("fetchImochaUnits() sends the documented request and reads the documented answer", async () => {
  const { asked, tree } = await documented("imocha/documented.json", (baseUrl) =>
    fetchImochaUnits({ apiKey: "k", baseUrl }),
  );
  assert.equal(`${asked.method} ${asked.url}`, "GET /v3/accounts/business-units");
  assert.deepEqual(own(asked.headers), { "x-api-key": "k" });
  assert.deepEqual(
    tree.toArray().map(({ id, name, createdAt }) => [id, name, createdAt]),
    [
      ["164373", "Default BU 1", "2025-05-15T06:06:18.763"],
      ["164374", "Default BU 2", "2025-05-15T06:06:18.763"],
    ],
  );
  assert.deepEqual([tree.count, tree.defects], [2, []]);
  tree.free();
});
