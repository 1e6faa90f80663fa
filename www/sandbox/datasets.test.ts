import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { AUTODESK_ACCOUNTS, type AutodeskAccount, IMOCHA_ACCOUNTS, SANDBOX_TOKEN } from "./catalog.ts";
import type { AutodeskRow } from "./datasets/listing.ts";
import { type Sandbox, startSandbox } from "./server.ts";

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

function autodesk({ accountId, region = "US" }: AutodeskAccount): Promise<Response> {
  const headers = { authorization: `Bearer ${SANDBOX_TOKEN}`, region };
  return fetch(`${sandbox.url}/hq/v1/accounts/${accountId}/business_units_structure`, { headers });
}

async function rowsOf(account: AutodeskAccount): Promise<AutodeskRow[]> {
  const listing = (await (await autodesk(account)).json()) as { business_units?: AutodeskRow[] };
  return listing.business_units ?? [];
}

const imocha = async ({ apiKey }: { apiKey: string }): Promise<string> =>
  (await fetch(`${sandbox.url}/v3/accounts/business-units`, { headers: { "x-api-key": apiKey } })).text();

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** From a row up to its root, itself first; ends where a parent is missing or met before. */
function upwards(row: AutodeskRow, byId: ReadonlyMap<string, AutodeskRow>): AutodeskRow[] {
  const line = [row];
  for (let parent = byId.get(row.parent_id ?? ""); parent; parent = byId.get(parent.parent_id ?? "")) {
    if (line.includes(parent)) break;
    line.push(parent);
  }
  return line;
}

function firstById(rows: readonly AutodeskRow[]): Map<string, AutodeskRow> {
  return new Map([...rows].reverse().flatMap((row) => (row.id ? [[row.id, row]] : [])));
}

function loopOf(row: AutodeskRow, byId: ReadonlyMap<string, AutodeskRow>): AutodeskRow[] | undefined {
  const line = upwards(row, byId);
  return line.at(-1)?.parent_id === row.id && row.id ? line : undefined;
}

/** The path that a row should have, or undefined where its line does not end in a root. */
function rightPath(row: AutodeskRow, byId: ReadonlyMap<string, AutodeskRow>): string | undefined {
  const line = upwards(row, byId);
  if (line.at(-1)?.parent_id) return undefined;
  const names = line.slice(1).map((above) => above.name);
  return names.reverse().join("/");
}

/** A second, slow opinion on what is wrong with a listing: how many of each kind. */
function countDefects(rows: readonly AutodeskRow[], accountId: string): Record<string, number> {
  const byId = firstById(rows);
  const found: string[] = [];
  const loops = new Set<AutodeskRow>();
  for (const row of rows) {
    if (!row.id) found.push("EmptyId");
    else if (byId.get(row.id) !== row) found.push("DuplicateId");
    if (row.parent_id && !byId.has(row.parent_id)) found.push("MissingParent");
    if (row.account_id !== accountId) found.push("OtherAccount");
    const right = rightPath(row, byId);
    if (row.path !== null && right !== undefined && row.path !== right) found.push("PathMismatch");
    const loop = loopOf(row, byId) ?? [];
    if (loop.length > 0 && !loops.has(row)) found.push(loop.length === 1 ? "SelfParent" : "Cycle");
    for (const each of loop) loops.add(each);
  }
  return Object.fromEntries(
    [...new Set(found)].map((kind) => [kind, found.filter((k) => k === kind).length]),
  );
}

function depths(rows: readonly AutodeskRow[]): number[] {
  const byId = firstById(rows);
  return rows.map((row) => upwards(row, byId).length - 1);
}

describe("the documented answers", () => {
  it("are Autodesk's, byte for byte as published", async () => {
    const text = await (await autodesk(AUTODESK_ACCOUNTS.documented)).text();
    assert.equal(sha256(text), "e760d70713a07d42649664ab5c9c7ef44abbbf96bf351c359462e42450dca3bc");
    const [america, west] = (JSON.parse(text) as { business_units: AutodeskRow[] }).business_units;
    assert.deepEqual([america?.name, america?.path, west?.name, west?.path], DOCUMENTED_NAMES);
    assert.equal(west?.parent_id, america?.id);
  });

  it("are iMocha's, byte for byte as published", async () => {
    const text = await imocha(IMOCHA_ACCOUNTS.documented);
    assert.equal(sha256(text), "46dd92302d124cb4f5e748d0c50b27c1123a07cf5e80926b3e73a8686025b9f8");
    assert.equal(JSON.parse(text).businessUnits[1].businessUnitId, 164374);
  });

  const DOCUMENTED_NAMES = ["North America", null, "USA Western Region", "North America"];
});

describe("every Autodesk account with units", () => {
  for (const account of Object.values<AutodeskAccount>(AUTODESK_ACCOUNTS)) {
    const { name, accountId, expect } = account;
    if (expect.units === undefined || account === AUTODESK_ACCOUNTS.large) continue;
    it(`holds what the catalog says of it: ${name}`, async () => {
      const rows = await rowsOf(account);
      assert.equal(rows.length, expect.units);
      assert.deepEqual(countDefects(rows, accountId), expect.defects ?? {});
    });
  }

  it("gives the same bytes every time", async () => {
    const { construction, damaged, hostile } = AUTODESK_ACCOUNTS;
    for (const account of [construction, damaged, hostile]) {
      const [once, again] = [await autodesk(account), await autodesk(account)];
      assert.equal(await once.text(), await again.text());
    }
  });
});

describe("the construction company", () => {
  it("has six levels", async () => {
    const levels = new Set(depths(await rowsOf(AUTODESK_ACCOUNTS.construction)));
    assert.deepEqual([...levels].sort(), [0, 1, 2, 3, 4, 5]);
  });

  it("sends some children before their parents", async () => {
    const rows = await rowsOf(AUTODESK_ACCOUNTS.construction);
    const places = new Map(rows.map((row, place) => [row.id, place]));
    const early = rows.filter((row, place) => (places.get(row.parent_id) ?? -1) > place);
    assert.ok(early.length > 20 && early.length < rows.length / 2, `${early.length} do`);
  });

  it("keeps siblings in the order that people gave them", async () => {
    const rows = await rowsOf(AUTODESK_ACCOUNTS.construction);
    const roots = rows.filter((row) => row.parent_id === null);
    assert.deepEqual(
      roots.map((row) => row.name),
      ["Central Europe", "Nordics", "Iberia / LATAM", "North America", "Group Services"],
    );
    const first = rows.find((row) => row.name === "Sverige");
    const places = new Map(rows.map((row, place) => [row, place]));
    const offices = rows.filter((row) => row.parent_id === first?.id).map((row) => places.get(row) ?? 0);
    assert.deepEqual(
      offices,
      [...offices].sort((a, b) => a - b),
    );
    for (const names of departments(rows)) assert.deepEqual(names, inOrder(names));
  });

  it("has names that need care: accents, quotes, slashes, backslashes, and the same ones again", async () => {
    const names = (await rowsOf(AUTODESK_ACCOUNTS.construction)).map((row) => row.name);
    for (const odd of [/é/, /ü/, /"/, /'/, /\//, /\\/]) assert.ok(names.some((name) => odd.test(name)));
    assert.ok(new Set(names).size < names.length / 4);
  });

  const DEPARTMENTS = ["Site Operations", "Estimating", "BIM/VDC", "Procurement"];
  const inOrder = (names: readonly string[]) => DEPARTMENTS.filter((name) => names.includes(name));
  const departments = (rows: readonly AutodeskRow[]): string[][] => {
    const families = new Map<string | null, string[]>();
    for (const { parent_id, name } of rows) {
      if (!DEPARTMENTS.includes(name)) continue;
      families.set(parent_id, [...(families.get(parent_id) ?? []), name]);
    }
    return [...families.values()];
  };
});

describe("the damaged company", () => {
  const missing = async () => {
    const rows = await rowsOf(AUTODESK_ACCOUNTS.damaged);
    const ids = rows.map((row) => row.id ?? "");
    return { rows, ids, orphans: rows.filter((row) => row.parent_id && !ids.includes(row.parent_id)) };
  };

  it("has an orphan whose parent differs by letter case only", async () => {
    const { ids, orphans } = await missing();
    const byCase = orphans.filter((row) => ids.includes((row.parent_id ?? "").toLowerCase()));
    assert.deepEqual(
      byCase.map((row) => row.name),
      ["Uppsala Office"],
    );
  });

  it("has an orphan whose path names exactly one unit of the list", async () => {
    const { rows, orphans } = await missing();
    const [orphan, ...others] = orphans.filter((row) => row.path !== null);
    const named = rows.filter((row) => [row.path, row.name].join("/") === orphan?.path);
    assert.equal(orphan?.name, "Malmö Office");
    assert.deepEqual([others.length, named.map((row) => row.name)], [0, ["Nordic Division"]]);
  });

  it("has loops of one, two and three", async () => {
    const { rows } = await missing();
    const byId = firstById(rows);
    const lengths = rows.map((row) => loopOf(row, byId)?.length ?? 0).filter((length) => length > 0);
    assert.deepEqual(lengths.sort(), [1, 2, 2, 3, 3, 3]);
  });

  it("has an id that is null and one that is empty", async () => {
    const { rows } = await missing();
    assert.deepEqual(
      rows.filter((row) => !row.id).map((row) => row.id),
      ["", null],
    );
  });
});

describe("the empty accounts", () => {
  it("are an empty object for Autodesk and an empty list for iMocha", async () => {
    assert.equal(await (await autodesk(AUTODESK_ACCOUNTS.empty)).text(), "{}");
    assert.equal(await imocha(IMOCHA_ACCOUNTS.empty), '{"businessUnits":[],"count":0}');
  });
});

describe("the large account", () => {
  it("streams 100 000 units with ids of their own, whose parents are all there", async () => {
    const answer = await autodesk(AUTODESK_ACCOUNTS.large);
    assert.equal(answer.headers.get("content-length"), null);
    const { business_units } = (await answer.json()) as { business_units: AutodeskRow[] };
    const ids = new Set(business_units.map((row) => row.id));
    assert.deepEqual([business_units.length, ids.size], [100_000, 100_000]);
    assert.ok(business_units.every((row) => row.parent_id === null || ids.has(row.parent_id)));
    assert.deepEqual([...new Set(depths(business_units))].sort(), [0, 1, 2, 3, 4, 5]);
  });

  it("stops for a client that goes after the first bytes", async () => {
    const leaving = new AbortController();
    const { accountId } = AUTODESK_ACCOUNTS.large;
    const answer = await fetch(`${sandbox.url}/hq/v1/accounts/${accountId}/business_units_structure`, {
      headers: { authorization: `Bearer ${SANDBOX_TOKEN}` },
      signal: leaving.signal,
    });
    await answer.body?.getReader().read();
    leaving.abort();
    assert.equal(await sandbox.requests.at(-1)?.settled, "cut");
  });
});

describe("the hostile account", () => {
  it("escapes a NUL and a lone surrogate, and sends the rest as it is", async () => {
    const text = await (await autodesk(AUTODESK_ACCOUNTS.hostile)).text();
    for (const hostile of ["\\u0000", "\\ud800", "\u202E", "\u200B", "<script>", '"id":"__proto__"']) {
      assert.ok(text.includes(hostile), JSON.stringify(hostile));
    }
    assert.ok(text.includes('"__proto__":{"polluted":true}'));
  });

  it("has a name of exactly 255 characters and one that runs right to left", async () => {
    const names = (await rowsOf(AUTODESK_ACCOUNTS.hostile)).map((row) => row.name);
    assert.ok(names.some((name) => name.length === 255));
    assert.ok(names.some((name) => /\p{Script=Arabic}/u.test(name)));
    assert.ok(names.every((name) => name.length <= 255));
  });
});

describe("iMocha's lists", () => {
  const rowCount = (text: string): number => text.match(/"businessunitname":/gi)?.length ?? 0;

  for (const account of Object.values(IMOCHA_ACCOUNTS)) {
    const { expect } = account;
    if (!("units" in expect)) continue;
    it(`hold what the catalog says of them: ${account.name}`, async () => {
      assert.equal(rowCount(await imocha(account)), expect.units);
    });
  }

  it("include the largest 64-bit id, as a number", async () => {
    const text = await imocha(IMOCHA_ACCOUNTS.academy);
    assert.ok(text.includes('"businessUnitId":9223372036854775807,'));
    assert.equal(new Set(text.match(/"businessUnitId":\d+/g)).size, 40);
    assert.equal(JSON.parse(text).count, 40);
  });

  it("include creation times with no, one, two and three fraction digits", async () => {
    const times = (await imocha(IMOCHA_ACCOUNTS.academy)).match(/T\d\d:\d\d:\d\d(\.\d+)?"/g) ?? [];
    assert.deepEqual([...new Set(times.map((time) => time.length))].sort(), [10, 12, 13, 14]);
  });

  it("include keys in other letter cases", async () => {
    const text = await imocha(IMOCHA_ACCOUNTS.letterCase);
    const spellings = new Set(text.match(/"businessunitid"/gi));
    assert.deepEqual([spellings.size, JSON.parse(text).Count], [4, 4]);
  });

  it("include one with a repeated id, a missing id and a wrong count", async () => {
    const { businessUnits, count } = JSON.parse(await imocha(IMOCHA_ACCOUNTS.damaged));
    const ids = businessUnits.map((row: { businessUnitId: number | null }) => row.businessUnitId);
    assert.deepEqual(ids, [72001, 72002, 72001, null, 72003, 72004]);
    assert.equal(count, 7);
  });
});
