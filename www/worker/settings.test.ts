import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { place } from "../../pkg/scripts/place.mjs";
import { newKey } from "../new-key.mjs";
import { devVars, isLocked, signInStep, standing, weatherNote } from "../settings.mjs";
import { temporaryFolder } from "./edge.fixture.ts";
import { callerWith, keyHolders } from "./gate/api-keys.ts";

test("npm start says what it shows, and whether a key is needed to see it", () => {
  const API_KEYS = "a digest";
  const IMOCHA_API_KEY = "a key";
  assert.match(standing({}), /^It shows the sandbox: every account is invented\./);
  assert.match(standing({ API_KEYS }), /^It shows the sandbox, to callers with one of the API keys: /);
  assert.match(standing({ IMOCHA_API_KEY }), /refuses every request until/);
  assert.match(standing({ IMOCHA_API_KEY, API_KEYS }), /^It asks the real services, for callers with one/);
  assert.match(
    standing({ IMOCHA_API_KEY, API_KEYS, ACCESS_TEAM: "acme" }),
    /one of the API keys, and people whom Cloudflare Access authenticates\.$/,
  );
});

test("npm start tells the one step of signing in where there is one, with the key that it made", () => {
  assert.equal(signInStep({}), "");
  assert.match(signInStep({ API_KEYS: "a digest" }), /^Sign in: open the address and paste a key/);
  assert.match(signInStep({ API_KEYS: "a digest" }, "bu_made"), /paste this key, .*: bu_made$/);
  assert.deepEqual(
    [isLocked({}), isLocked({ API_KEYS: "a" }), isLocked({ ACCESS_TEAM: "a" })],
    [false, true, true],
  );
});

test("a new key is 32 random bytes behind bu_, and its digest is the SHA-256 of all of it", async () => {
  const [one, two] = [newKey(), newKey()];
  assert.match(one.key, /^bu_[\w-]{43}$/);
  assert.notEqual(one.key, two.key);
  assert.equal(one.sha256, createHash("sha256").update(one.key).digest("hex"));
});

test("npm run key prints the key once, its digest, and an entry that the worker takes", async () => {
  const args = [place("www", "key.mjs"), "bi", "autodesk:c8b0c73d-3ae9", "imocha"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const [key = ""] = stdout.match(/bu_[\w-]{43}/) ?? [];
  assert.equal(stdout.split(key).length, 2);
  const holders = keyHolders(`[${stdout.trim().split("\n").at(-1)?.trim()}]`);
  const holder = await callerWith(holders, key);
  assert.equal(holder?.id, "key:bi");
  assert.deepEqual(
    [
      holder?.mayRead("autodesk", "b.C8B0C73D-3AE9"),
      holder?.mayRead("imocha"),
      holder?.mayRead("autodesk", "x"),
    ],
    [true, true, false],
  );
});

test("npm run key refuses what the worker would refuse, and does not repeat it", async () => {
  const refusalOf = async (...args: string[]) => {
    const program = [place("www", "key.mjs"), ...args];
    const { code, stdout, stderr } = await promisify(execFile)(process.execPath, program).catch(
      (error) => error,
    );
    return { code, stdout, stderr };
  };
  assert.deepEqual(await refusalOf("BI team", "imocha", "autodesk:not allowed"), {
    code: 1,
    stdout: "",
    stderr:
      "The name has to be up to 64 letters, digits, dots, _ and -, and no key.\n" +
      'Account 2 is none of "*", "autodesk:*", "autodesk:<account id>" or "imocha".\n',
  });
  assert.match((await refusalOf(newKey().key)).stderr, /^The name has to be [^\n]*no key\.\n$/);
});

test("www/.dev.vars gives the settings that the worker knows, and no others", async () => {
  const file = path.join(await temporaryFolder(), ".dev.vars");
  assert.deepEqual(devVars(file), {});
  await writeFile(file, 'API_KEYS="a, b"\nSANDBOX_URL=http://elsewhere\nAPS_CLIENT_ID=\n');
  assert.deepEqual(devVars(file), { API_KEYS: "a, b" });
});

test("npm start says what the weather is like, and how to change it", () => {
  assert.match(
    weatherNote("storm", "http://127.0.0.1:1"),
    /^The sandbox's weather is storm: two answers in five .* Another one \(calm, .*\): curl -d storm http:\/\/127\.0\.0\.1:1\/weather$/,
  );
  assert.match(weatherNote("", ""), /^The sandbox's weather is calm: /);
});
