import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { IMOCHA_ACCOUNTS } from "./catalog.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

function start(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", MAIN], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
}

async function addressOf(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout);
  const [line] = await once(createInterface(child.stdout), "line");
  return /^sandbox listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? assert.fail(line);
}

describe("the sandbox's program", () => {
  it("prints its address, answers there, and ends when its input ends", async () => {
    const child = start({ SANDBOX_PORT: "0", EXIT_WITH_STDIN: "1" });
    const exit = once(child, "exit");
    const headers = { "x-api-key": IMOCHA_ACCOUNTS.documented.apiKey };
    const answer = await fetch(`${await addressOf(child)}/v3/accounts/business-units`, { headers });
    assert.equal(answer.status, 200);
    await answer.text();
    child.stdin?.end();
    assert.deepEqual(await exit, [0, null]);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`outlives its input when not told otherwise, and ends on ${signal}`, async () => {
      const child = start({ EXIT_WITH_STDIN: "" });
      const exit = once(child, "exit");
      child.stdin?.end();
      const answer = await fetch(`${await addressOf(child)}/`);
      assert.equal(answer.status, 404);
      child.kill(signal);
      assert.deepEqual(await exit, [0, null]);
    });
  }
});
