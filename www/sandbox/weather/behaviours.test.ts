import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { brotliDecompressSync, constants, gunzipSync } from "node:zlib";
import { listing } from "../datasets/documented-autodesk.ts";
import { type Sandbox, startSandbox } from "../server.ts";
import { ask, type Came, type Leave, openCase, reportOf } from "./raw.fixture.ts";
import type { Behaviour } from "./script.ts";

const GOOD = [...listing()].join("");
const LENGTH = Buffer.byteLength(GOOD);

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

async function came(behaviour: Behaviour, leave?: Leave): Promise<Came> {
  const { baseUrl } = await openCase(sandbox.url, { listing: [behaviour] });
  return ask(baseUrl, undefined, leave && { leave });
}

const bodyOf = ({ text }: Came): string => text.slice(text.indexOf("\r\n\r\n") + 4);
const bytesOf = ({ bytes }: Came): Buffer => bytes.subarray(bytes.indexOf("\r\n\r\n") + 4);
const headOf = ({ text }: Came): string => text.slice(0, text.indexOf("\r\n\r\n"));

describe("answer", () => {
  it("is the documented answer, whole, and then the connection is closed", async () => {
    const answer = await came({ does: "answer" });
    assert.match(answer.text, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(headOf(answer), /\r\nconnection: close\r\n/);
    assert.equal(bodyOf(answer), GOOD);
    assert.equal(answer.ended, "closed");
  });
});

describe("refuse", () => {
  it("has the status, the headers and the body that it is given, and no date of its own", async () => {
    const answer = await came({ does: "refuse", status: 429, headers: { "retry-after": " 1 " }, body: "no" });
    assert.match(answer.text, /^HTTP\/1\.1 429 Too Many Requests\r\n/);
    assert.match(headOf(answer), /\r\nretry-after: {2}1 (\r\n|$)/);
    assert.doesNotMatch(headOf(answer), /\r\ndate:/i);
    assert.equal(bodyOf(answer), "no");
  });

  it("counts a date from now", async () => {
    const before = Date.now();
    const { text } = await came({ does: "refuse", status: 503, headers: { "retry-after": "{now+60}" } });
    const now = Date.parse(/retry-after: (.*)\r\n/.exec(text)?.[1] ?? "") - 60_000;
    assert.ok(before - 1_000 < now && now <= Date.now(), "a date has no fractions of a second");
  });
});

describe("what breaks off", () => {
  const ends = { reset: "reset", close: "closed", "fall silent": "left by us" } as const;
  const places = {
    start: /^$/,
    "status line": /^HTTP\/1\.1 2$/,
    headers: /^HTTP\/1\.1 200 OK\r\n(?!.*\r\n\r\n)/s,
    "after headers": /\r\n\r\n$/,
    body: new RegExp(`\\r\\n\\r\\n[^]{${Math.floor(LENGTH / 2)}}$`),
  } as const;
  for (const does of ["reset", "close", "fall silent"] as const) {
    for (const at of Object.keys(places) as (keyof typeof places)[]) {
      it(`does ${does} at ${at}`, async () => {
        const opened = await openCase(sandbox.url, { listing: [{ does, at }] });
        const isAsked = async () => (await reportOf(sandbox.url, opened, 0)).listing.length > 0;
        const leave: Leave = async (text) => places[at].test(text) && (await isAsked());
        const answer = await ask(opened.baseUrl, undefined, does === "fall silent" ? { leave } : {});
        assert.equal(answer.ended, ends[does]);
        // A reset takes away what has not been read yet.
        if (does === "reset") assert.ok((await came({ does: "close", at })).text.startsWith(answer.text));
        else assert.match(answer.text, places[at]);
      });
    }
  }
});

describe("what is slow", () => {
  it("pauses in the middle of the body, and then ends well", async () => {
    const opened = await openCase(sandbox.url, { listing: [{ does: "pause", ms: 120 }] });
    assert.equal(bodyOf(await ask(opened.baseUrl)), GOOD);
    const [seen] = (await reportOf(sandbox.url, opened)).listing;
    // The times are rounded.
    assert.ok(seen?.ended && seen.ended.atMs - seen.atMs >= 118, JSON.stringify(seen));
  });

  it("drips, and never ends", async () => {
    const answer = await came({ does: "drip", everyMs: 20 }, (text) => text.endsWith("\r\n\r\n   "));
    assert.equal(answer.ended, "left by us");
  });
});

describe("what is framed badly", () => {
  it("is chunks without the last one", async () => {
    const answer = await came({ does: "chunk badly", fault: "no end" });
    assert.match(headOf(answer), /transfer-encoding: chunked/);
    assert.match(bodyOf(answer), /^[\da-f]+\r\n\{.*[^\r\n]\r\n$/s);
    assert.doesNotMatch(bodyOf(answer), /\r\n0\r\n/);
  });

  it("is a chunk whose size is none", async () => {
    assert.match(bodyOf(await came({ does: "chunk badly", fault: "bad size" })), /\r\nxyz\r\n/);
  });

  it("has two lengths, or a length beside chunks", async () => {
    const two = headOf(await came({ does: "measure twice", as: "two lengths" }));
    assert.equal(two.match(/content-length: /g)?.length, 2);
    const both = headOf(await came({ does: "measure twice", as: "length and chunks" }));
    assert.match(both, /content-length: \d+\r\ntransfer-encoding: chunked/);
  });

  it("is compressed, whole or cut", async () => {
    for (const coding of ["gzip", "br"] as const) {
      const decompress = coding === "gzip" ? gunzipSync : brotliDecompressSync;
      const whole = bytesOf(await came({ does: "compress", coding, cut: false }));
      assert.equal(decompress(whole).toString(), GOOD);
      const cut = bytesOf(await came({ does: "compress", coding, cut: true }));
      assert.throws(() => decompress(cut));
    }
  });

  it("is no HTTP, or HTTP behind answers that are none yet, or under a long header", async () => {
    assert.doesNotMatch((await came({ does: "speak nonsense" })).text, /^HTTP/);
    const early = await came({ does: "answer after", statuses: [100, 103] });
    assert.match(
      early.text,
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 103 Early Hints\r\n\r\nHTTP\/1\.1 200 OK\r\n/,
    );
    assert.ok(headOf(await came({ does: "send a long header", bytes: 65_536 })).length > 65_536);
  });
});

describe("an odd body", () => {
  const bodies = {
    html: /^<!doctype html>/,
    empty: /^$/,
    null: /^null$/,
    "empty array": /^\[\]$/,
    "no list": /^\{"count":2/,
    scalars: /^\{"business_units":\[1,2,3\]\}$/,
    "utf-16": /^\xff\xfe\{\0/,
    "byte order mark": /^\xef\xbb\xbf\{/,
    "latin-1": /Am\xe9rique/,
    "empty object": /^\{\}$/,
    "null list": /^\{"business_units":null\}$/,
  } as const;
  for (const [body, pattern] of Object.entries(bodies)) {
    it(`is ${body}, with status 200`, async () => {
      const answer = await came({ does: "send", body: body as keyof typeof bodies });
      assert.match(answer.text, /^HTTP\/1\.1 200 /);
      assert.match(bodyOf(answer), pattern);
    });
  }

  it("is cut JSON whose length is true, or nothing with status 204", async () => {
    const cut = bodyOf(await came({ does: "send", body: "cut" }));
    assert.throws(() => JSON.parse(cut));
    assert.match((await came({ does: "send", body: "no content" })).text, /^HTTP\/1\.1 204 No Content\r\n/);
  });
});

describe("a flood", () => {
  const MIB = 1024 * 1024;

  it("is as long as it says, in one piece or in chunks", async () => {
    const plain = await came({ does: "flood", as: "identity", bytes: MIB + 1 });
    assert.equal(bodyOf(plain).length, MIB + 1);
    const chunked = await came({ does: "flood", as: "chunked", bytes: 2 * MIB });
    assert.equal(bodyOf(chunked).replaceAll(/\r\n|100000|0\r\n/g, "").length, 2 * MIB);
  });

  it("is small on the wire, and large once it is decompressed", async () => {
    const bytes = 40 * MIB;
    const gzip = bytesOf(await came({ does: "flood", as: "gzip", bytes }));
    const br = bytesOf(await came({ does: "flood", as: "br", bytes }));
    assert.ok(gzip.length < bytes / 500 && br.length < bytes / 500);
    assert.equal(gunzipSync(gzip, { finishFlush: constants.Z_SYNC_FLUSH }).length, bytes);
    assert.equal(brotliDecompressSync(br, { finishFlush: constants.BROTLI_OPERATION_FLUSH }).length, bytes);
  });

  it("is compressed six times", async () => {
    const answer = await came({ does: "flood", as: "gzip six times", bytes: 8 * MIB });
    assert.match(headOf(answer), /\r\ncontent-encoding: gzip(, gzip){5}$/);
    let bytes: Uint8Array = bytesOf(answer);
    for (let layer = 0; layer < 6; layer++) bytes = gunzipSync(bytes);
    assert.equal(bytes.length, 8 * MIB);
  });

  it("is sent no faster than it is read, and no longer", async () => {
    const opened = await openCase(sandbox.url, {
      listing: [{ does: "flood", as: "chunked", bytes: 1024 * MIB }],
    });
    await ask(opened.baseUrl, undefined, { leave: ({ length }) => length > MIB });
    const [seen] = (await reportOf(sandbox.url, opened)).listing;
    assert.equal(seen?.ended?.by, "client");
  });
});

describe("a redirect", () => {
  it("leads to another path, to itself, or to the other host, which notes who comes", async () => {
    const script = (["same host", "itself", "other host"] as const).map(
      (to): Behaviour => ({ does: "redirect", status: 307, to }),
    );
    const opened = await openCase(sandbox.url, { listing: script });
    const places = [];
    for (const _ of script)
      places.push(/location: (.*)\r\n/.exec((await ask(opened.baseUrl)).text)?.[1] ?? "");
    const path = "/hq/v1/accounts/a/business_units_structure";
    assert.deepEqual(places.slice(0, 2), [`${opened.baseUrl}/moved${path}`, opened.baseUrl + path]);
    assert.notEqual(new URL(places[2] ?? "").host, new URL(sandbox.url).host);
    const there = await fetch(places[2] ?? "", { headers: { authorization: "Bearer carried" } });
    assert.equal(await there.text(), GOOD);
    const { elsewhere } = await reportOf(sandbox.url, opened);
    assert.equal(elsewhere[0]?.headers.authorization, "Bearer carried");
  });
});
