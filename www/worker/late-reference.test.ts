import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { LateReference } from "../late-reference.mjs";
import { startWorker } from "../miniflare.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "business-units-"));
const reference = new LateReference(folder);
const worker = await startWorker({ reference });
after(async () => {
  await worker.dispose();
  rmSync(folder, { recursive: true });
});

async function ask(pathname: string): Promise<[status: number, type: string | null, text: string]> {
  const answer = await worker.dispatchFetch(`http://worker.test${pathname}`, { redirect: "manual" });
  assert.match(answer.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  return [answer.status, answer.headers.get("content-type"), await answer.text()];
}

test("the page is served while the reference is being written, and the reference once it is", async () => {
  assert.deepEqual((await ask("/")).slice(0, 2), [200, "text/html; charset=utf-8"]);
  const [status, type, text] = await ask("/reference/");
  assert.deepEqual([status, type], [503, "text/plain; charset=utf-8"]);
  assert.match(text, /is being written/);

  mkdirSync(path.join(folder, "functions"));
  writeFileSync(path.join(folder, "functions", "index.html"), "<p>functions");
  writeFileSync(path.join(folder, "reference.css"), "p {}");
  assert.equal(await reference.write(["--eval", ""]), "");
  assert.deepEqual(await ask("/reference/functions/"), [200, "text/html; charset=utf-8", "<p>functions"]);
  assert.deepEqual(await ask("/reference/reference.css"), [200, "text/css; charset=utf-8", "p {}"]);
  assert.equal((await ask("/reference"))[0], 307);
  assert.equal((await ask("/reference/nothing/"))[0], 404);
  assert.equal((await ask("/reference/functions"))[0], 404);
});

test("a reference that cannot be written is told, with what its writer said", async () => {
  assert.match(await reference.write(["--eval", "throw new Error('broken')"]), /Error: broken/);
  assert.match((await ask("/reference/"))[2], /could not be written/);
});
