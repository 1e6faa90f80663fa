import assert from "node:assert/strict";
import { test } from "node:test";
import { fetchFrom, PROVIDER_ORIGINS, providerOrigin, sandboxOrigin } from "./origins.ts";

const GOOD = ["https://developer.api.autodesk.com", "https://apiv3.imocha.io"];
const HOSTS = GOOD.map((url) => new URL(url).hostname);

const SCHEMES = [
  "http",
  "HTTPS",
  "ftp",
  "file",
  "gopher",
  "data",
  "javascript",
  "ws",
  "wss",
  "blob",
  "//",
  "https:",
  "https:\\\\",
];
const USERS = [
  "user@",
  "user:pass@",
  ":@",
  "%40@",
  "evil.example#@",
  "evil.example?@",
  "evil.example\\@",
  "a@b@",
];
const PORTS = [":0", ":80", ":8443", ":444", ":443", ":00443", ":65535", ":65536", ":-1", ":x", ":"];
const TAILS = [
  "/x",
  "/..",
  "/../",
  "/%2e%2e",
  "/?",
  "/?x",
  "/#",
  "/#x",
  "?x",
  "#x",
  "//",
  "/\\",
  "/;x",
  "/@evil.example",
  "\\@evil.example",
  " ",
  "\t",
  "\n",
  "\r\nhost: evil.example",
  "\0",
  "%00",
  "/%0d%0aHost:evil",
];
const ADDRESSES = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0177.0.0.1",
  "017700000001",
  "0",
  "0.0.0.0",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "localhost.localdomain",
  "127.0.0.1.nip.io",
  "127.127.127.127",
  "①②⑦.0.0.1",
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[64:ff9b::7f00:1]",
  "[fe80::1]",
  "[fd00:ec2::254]",
  "169.254.169.254",
  "0xa9fea9fe",
  "2852039166",
  "169.254.43518",
  "metadata.google.internal",
  "metadata",
  "instance-data",
  "10.0.0.1",
  "192.168.0.1",
  "172.16.0.1",
  "100.100.100.200",
  "192.0.0.192",
  "kubernetes.default.svc",
  "host.docker.internal",
  "evil.example",
  "xn--80ak6aa92e.com",
  "1.1.1.1",
  "[2606:4700::1111]",
];

const replaced = (host: string, from: string, to: string) => host.replace(from, to);
/** Hosts that look like a service's, or hold its name. */
function lookAlikes(host: string): string[] {
  const evil = "evil.example";
  const around = [
    `${host}.${evil}`,
    `${evil}.${host}`,
    `x${host}`,
    `${host}x`,
    `${host}.`,
    `${host}..`,
    `.${host}`,
    `x.${host}`,
  ];
  const mixed = [
    `${host}-${evil}`,
    `${host}%2e${evil}`,
    `${host}%00.${evil}`,
    `${host}%23.${evil}`,
    `${host}&.${evil}`,
    `${host}_`,
    `-${host}`,
  ];
  const letters = [
    ["a", "а"],
    ["o", "о"],
    ["e", "е"],
    ["i", "і"],
    ["p", "р"],
    ["c", "с"],
    ["a", "ａ"],
    ["i", "ı"],
    [".", "。"],
    [".", "．"],
    ["o", "0"],
    ["i", "1"],
    ["a", "á"],
    ["k", "K"],
  ];
  const turned = letters
    .map(([from = "", to = ""]) => replaced(host, from, to))
    .filter((one) => one !== host);
  const cut = [
    host.slice(1),
    host.slice(0, -1),
    host.split(".").slice(1).join("."),
    host.replaceAll(".", "-"),
    host.replaceAll(".", ""),
    host.replaceAll(".", "%2e"),
    host.toUpperCase(),
  ];
  const split = ["\t", "\n", "\r", " ", "\u00ad", "\u200b", "\u2060", "\ufeff", "%20", "%09"].map((gap) =>
    replaced(host, ".", `.${gap}`),
  );
  return [...around, ...mixed, ...turned, ...cut, ...split];
}

function* variants(): Generator<string> {
  for (const host of HOSTS) {
    for (const scheme of SCHEMES) yield* [`${scheme}://${host}`, `${scheme}:${host}`, `${scheme}${host}`];
    for (const user of USERS) for (const tail of ["", "/", "/x"]) yield `https://${user}${host}${tail}`;
    for (const port of PORTS) for (const tail of ["", "/"]) yield `https://${host}${port}${tail}`;
    for (const tail of TAILS) yield `https://${host}${tail}`;
    for (const other of lookAlikes(host))
      for (const tail of ["", "/", `/${host}`]) yield `https://${other}${tail}`;
    for (const lead of [" ", "\t", "\n", "\0", "\ufeff", "url:", "<", '"', "'", "("])
      yield `${lead}https://${host}`;
    yield* [
      "",
      "null",
      "undefined",
      host,
      `//${host}`,
      "https://",
      "https:///",
      "https://.",
      `https:/${host}`,
      `https:${host}`,
    ];
    for (const address of ADDRESSES)
      yield* [
        `https://${address}#${host}`,
        `https://${address}/${host}`,
        `https://${address}\\${host}`,
        `https://${host}@${address}`,
        `https://${address}?${host}`,
      ];
  }
  for (const address of ADDRESSES) {
    for (const scheme of ["http", "https", "ftp"])
      for (const tail of ["", "/", ":80", ":443", ":8080/", "/latest/meta-data/"])
        yield `${scheme}://${address}${tail}`;
  }
}

const hostile = [...new Set(variants())].filter((url) => !GOOD.includes(url.replace(/\/$/, "")));

test(`none of ${hostile.length} other spellings and hosts is a service`, () => {
  assert.ok(hostile.length >= 869, `${hostile.length} variants`);
  for (const url of hostile) assert.equal(providerOrigin(url), undefined, JSON.stringify(url));
});

test("the two services are, with and without the last slash", () => {
  for (const url of GOOD) assert.deepEqual([providerOrigin(url), providerOrigin(`${url}/`)], [url, url]);
  assert.deepEqual([...PROVIDER_ORIGINS], GOOD);
});

test("of the same addresses the sandbox takes this machine's, as they are written, over http and with a port", () => {
  const taken = hostile.filter((url) => sandboxOrigin(url) !== undefined);
  const hosts = ["127.0.0.1", "[::1]", "localhost"];
  const written = hosts.flatMap((host) => [`http://${host}:443`, `http://${host}:8080/`]);
  assert.deepEqual(taken.sort(), written.sort());
  assert.equal(sandboxOrigin("http://127.0.0.1:8788"), "http://127.0.0.1:8788");
  assert.equal(sandboxOrigin("http://127.0.0.1:99999"), undefined);
});

test("the worker's fetch asks none of them, in whichever form it is given", async (t) => {
  const out = t.mock.method(globalThis, "fetch", async () => new Response("out"));
  const only = fetchFrom(PROVIDER_ORIGINS);
  let asked = 0;
  for (const url of hostile) {
    // What is the same address once it is parsed is the same place: the written form is a rule for settings.
    if (!URL.canParse(url) || PROVIDER_ORIGINS.has(new URL(url).origin)) continue;
    await assert.rejects(only(url), TypeError, JSON.stringify(url));
    await assert.rejects(only(new URL(url)), TypeError, JSON.stringify(url));
    asked++;
  }
  assert.ok(asked > 500, `${asked} can be parsed`);
  await assert.rejects(only("https://user:pass@apiv3.imocha.io/x"), TypeError);
  await assert.rejects(only(new Request("https://evil.example/")), TypeError);
  assert.equal(out.mock.callCount(), 0);
  for (const url of GOOD) assert.equal(await (await only(new Request(`${url}/x?y`))).text(), "out");
  assert.equal(out.mock.callCount(), 2);
});
