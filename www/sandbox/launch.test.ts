import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { after, describe, it } from "node:test";
import { end } from "../../pkg/scripts/child.mjs";
import { launchSandbox, launchSandboxNear } from "./launch.mjs";

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  return (server.address() as { port: number }).port;
}

/** Ends what should not have started, which would keep the tests waiting. */
async function launchAndEnd(port: number, limitMs?: number): Promise<void> {
  await end((await launchSandbox(port, limitMs)).child);
}

describe("launchSandbox()", () => {
  it("gives the address of a sandbox that answers", async () => {
    const { address, child } = await launchSandbox(0);
    assert.equal((await fetch(address)).status, 404);
    await end(child);
  });

  it("rejects in one line when the port is taken", async () => {
    const ended = { message: "the sandbox ended before it listened, with exit code 1" };
    await assert.rejects(launchAndEnd(await takenPort()), ended);
  });

  it("rejects when the sandbox takes too long, and ends it", async () => {
    await assert.rejects(launchAndEnd(0, 1), { message: "the sandbox did not listen within 0.001 s" });
  });
});

describe("launchSandboxNear()", () => {
  it("takes any free port when somebody else was quicker to take the preferred one", async () => {
    const port = await takenPort();
    const { address, child } = await launchSandboxNear(port);
    assert.notEqual(new URL(address).port, String(port));
    assert.equal((await fetch(address)).status, 404);
    await end(child);
  });
});
