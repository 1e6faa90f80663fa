import assert from "node:assert/strict";
import { test } from "node:test";
import { part, signed, signedWithSecret, teamKey } from "./access.fixture.ts";
import { claimsOf, keyIdOf } from "./access-token.ts";

const NOW_S = 1_900_000_000;
const TEAM = "acme";
const AUD = "a".repeat(64);
const OTHER_AUD = "b".repeat(64);
const SETTINGS = { team: TEAM, audiences: [AUD] };

const [ours, next, forged] = await Promise.all([teamKey("k1"), teamKey("k2"), teamKey("k1")]);
const KEYS = [ours.jwk, next.jwk];

const HEADER = { alg: "RS256", kid: "k1", typ: "JWT" };
const CLAIMS = {
  iss: `https://${TEAM}.cloudflareaccess.com`,
  aud: [AUD],
  email: "ada@example.com",
  sub: "7",
  exp: NOW_S + 600,
  nbf: NOW_S,
  iat: NOW_S,
};
const without = (name: keyof typeof CLAIMS) => ({ ...CLAIMS, [name]: undefined });
/** Claims with one written as it stands: what JSON can say and JavaScript cannot. */
const written = (name: string, value: string) =>
  JSON.stringify({ ...CLAIMS, [name]: "HERE" }).replace('"HERE"', value);

const withClaims = (claims: unknown) => signed(ours, HEADER, claims);
const withHeader = (header: object) => signed(ours, { ...HEADER, ...header }, CLAIMS);
const good = await withClaims(CLAIMS);
const [head = "", body = "", signature = ""] = good.split(".");

type Case = [what: string, token: string | Promise<string>, passes?: "passes"];

// T-S "JWT": each is refused, but for those that say so.
const cases: Case[] = [
  ["a good one", good, "passes"],
  ["a good one of the next key, while keys rotate", signed(next, { ...HEADER, kid: "k2" }, CLAIMS), "passes"],
  ["the audience among several", withClaims({ ...CLAIMS, aud: [OTHER_AUD, AUD] }), "passes"],
  ["the audience as a text", withClaims({ ...CLAIMS, aud: AUD }), "passes"],
  ["nbf left out", withClaims(without("nbf")), "passes"],
  ["over for 59 seconds", withClaims({ ...CLAIMS, exp: NOW_S - 59 }), "passes"],
  ["valid in 60 seconds", withClaims({ ...CLAIMS, nbf: NOW_S + 60 }), "passes"],
  ["over for 60 seconds", withClaims({ ...CLAIMS, exp: NOW_S - 60 })],
  ["valid in 61 seconds", withClaims({ ...CLAIMS, nbf: NOW_S + 61 })],
  ["made in 61 seconds", withClaims({ ...CLAIMS, iat: NOW_S + 61 })],
  ["no algorithm and no signature", `${part({ alg: "none", kid: "k1" })}.${body}.`],
  [
    "no algorithm, and the signature of another one",
    `${part({ alg: "none", kid: "k1" })}.${body}.${signature}`,
  ],
  [
    "HS256 with the public key as the secret",
    signedWithSecret(ours.spki, { ...HEADER, alg: "HS256" }, CLAIMS),
  ],
  [
    "HS256 with the modulus as the secret",
    signedWithSecret(ours.jwk.n ?? "", { ...HEADER, alg: "HS256" }, CLAIMS),
  ],
  ["RS384, well signed", signed(ours, { ...HEADER, alg: "RS384" }, CLAIMS, "SHA-384")],
  ["RS256 in the header, RS384 in the signature", signed(ours, HEADER, CLAIMS, "SHA-384")],
  ["an algorithm in lower case", withHeader({ alg: "rs256" })],
  ["no key id", withHeader({ kid: undefined })],
  ["a key id that is a number", withHeader({ kid: 1 })],
  ["a key id that leads elsewhere", withHeader({ kid: "../k1" })],
  ["a key id that nobody has", withHeader({ kid: "k9" })],
  ["a key that it brings along", signed(forged, { ...HEADER, jwk: forged.jwk }, CLAIMS)],
  ["an address where its key is", signed(forged, { ...HEADER, jku: "https://evil.example/certs" }, CLAIMS)],
  ["the right key id, another key", signed(forged, HEADER, CLAIMS)],
  ["the other key of the team under this id", signed(next, HEADER, CLAIMS)],
  ["an extension that must be understood", withHeader({ crit: ["exp"] })],
  ["another team's issuer", withClaims({ ...CLAIMS, iss: "https://evil.cloudflareaccess.com" })],
  ["the issuer with a slash", withClaims({ ...CLAIMS, iss: `${CLAIMS.iss}/` })],
  ["the issuer as a beginning", withClaims({ ...CLAIMS, iss: `${CLAIMS.iss}.evil.example` })],
  ["the issuer over http", withClaims({ ...CLAIMS, iss: CLAIMS.iss.replace("https", "http") })],
  ["the issuer in a list", withClaims({ ...CLAIMS, iss: [CLAIMS.iss] })],
  ["no issuer", withClaims(without("iss"))],
  ["another application's audience", withClaims({ ...CLAIMS, aud: [OTHER_AUD] })],
  ["the beginning of the audience", withClaims({ ...CLAIMS, aud: [AUD.slice(0, 63)] })],
  ["the audience and more", withClaims({ ...CLAIMS, aud: `${AUD}a` })],
  ["the audience inside an object", withClaims({ ...CLAIMS, aud: { 0: AUD } })],
  ["no audience", withClaims(without("aud"))],
  ["no end", withClaims(without("exp"))],
  ["an end that is a text", withClaims({ ...CLAIMS, exp: String(CLAIMS.exp) })],
  ["an end that is null", withClaims({ ...CLAIMS, exp: null })],
  ["an end that is no number", withClaims(written("exp", "NaN"))],
  ["an end at infinity", withClaims(written("exp", "1e400"))],
  ["a beginning at minus infinity", withClaims(written("nbf", "-1e400"))],
  ["a beginning that is a text", withClaims({ ...CLAIMS, nbf: "0" })],
  ["no time at which it was made", withClaims(without("iat"))],
  ["made at minus infinity", withClaims(written("iat", "-1e400"))],
  ["made at a text", withClaims({ ...CLAIMS, iat: "yesterday" })],
  ["claims that are a list", withClaims("[]")],
  ["claims that are no JSON", withClaims("{")],
  ["four parts", `${good}.${signature}`],
  ["two parts", `${head}.${body}`],
  ["an empty signature", `${head}.${body}.`],
  ["a signature that was cut", good.slice(0, -4)],
  ["claims that were changed", `${head}.${part({ ...CLAIMS, email: "eve@example.com" })}.${signature}`],
  ["padding", `${head}=.${body}=.${signature}=`],
  ["letters that look like base64", good.replace("e", "е")],
  ["ordinary base64", `${head}.${body}.${signature.replace(/_/g, "/").replace(/-/g, "+")}+`],
  ["spaces around it", ` ${good} `],
  ["nothing", ""],
  ["more than 8 KiB", withClaims({ ...CLAIMS, filling: "x".repeat(8_192) })],
];

for (const [what, token, passes] of cases) {
  test(`a token with ${what} ${passes ?? "is refused"}`, async () => {
    const opened = await opens(await token);
    assert.equal(opened, passes === "passes" ? CLAIMS.sub : "ACCESS_REFUSED");
  });
}

test("tokens of either key pass while both are there, and only the next one's after that", async () => {
  const others = await signed(next, { ...HEADER, kid: "k2" }, CLAIMS);
  assert.equal(await opens(good, [next.jwk]), "ACCESS_REFUSED");
  assert.equal(await opens(others, [next.jwk]), CLAIMS.sub);
});

test("a key id that no team has is refused before anybody is asked for keys, even where there is one key only", async () => {
  for (const kid of [undefined, null, 1, "", "../k1", "k1/..", "k 1", "k".repeat(129), ["k1"], {}]) {
    const token = await withHeader({ kid });
    assert.throws(() => keyIdOf(token), { code: "ACCESS_REFUSED" }, JSON.stringify(kid));
    assert.equal(await opens(token, [ours.jwk]), "ACCESS_REFUSED");
  }
});

async function opens(token: string, keys = KEYS): Promise<string | undefined> {
  try {
    keyIdOf(token);
    return (await claimsOf(token, keys, SETTINGS, NOW_S * 1_000)).sub;
  } catch (thrown) {
    return (thrown as { code?: string }).code;
  }
}
