import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { devVars, standing, weatherNote } from "../settings.mjs";
import { temporaryFolder } from "./edge.fixture.ts";

test("npm start says what it shows, and whether a key is needed to see it", () => {
  const API_KEYS = "a digest";
  const IMOCHA_API_KEY = "a key";
  assert.match(standing({}), /^It shows the sandbox: every account is invented\./);
  assert.match(standing({ API_KEYS }), /^It shows the sandbox, to whoever shows one of the API keys: /);
  assert.match(standing({ IMOCHA_API_KEY }), /answers nobody until/);
  assert.match(standing({ IMOCHA_API_KEY, API_KEYS }), /^It asks the real services, for whoever shows one/);
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
