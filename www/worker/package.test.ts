import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { place } from "../../pkg/scripts/place.mjs";
import { AUTODESK_ACCOUNTS } from "../sandbox/catalog.ts";
import { bundle, edge, sandbox, temporaryFolder } from "./edge.fixture.ts";

const run = promisify(execFile);

test("the worker runs on the packed tarball as a customer would install it", async () => {
  const upstream = await sandbox();
  const worker = await edge({
    worker: await bundle(await customer()),
    settings: { SANDBOX_URL: upstream.url },
  });
  const answer = await worker.ask(
    `/api/autodesk/accounts/${AUTODESK_ACCOUNTS.documented.accountId}/business-units`,
  );
  assert.equal(((await answer.json()) as { units: unknown[] }).units.length, 2);
});

/** An otherwise empty project that has installed the tarball. */
async function customer(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, "package.json"), '{ "private": true, "type": "module" }');
  await run("npm", ["pack", place("pkg"), "--ignore-scripts", "--pack-destination", folder], { cwd: folder });
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  await run("npm", ["install", `./${tarball}`, "--offline", "--ignore-scripts", "--no-audit"], {
    cwd: folder,
  });
  return folder;
}
