import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { place } from "../../pkg/scripts/place.mjs";

const run = promisify(execFile);

function start(port: string): ChildProcess {
  const env = { ...process.env, PORT: port };
  const child = spawn(process.execPath, [place("www", "start.mjs")], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  after(() => child.kill("SIGKILL"));
  return child;
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  assert.ok(stdout);
  for await (const line of createInterface({ input: stdout })) {
    const address = /^business-units: (http:\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error("it ended without an address");
}

/** All that a process has started, and what that has started in its turn. */
async function descendants(of: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [of];
  for (const parent of found)
    found.push(...pairs.flatMap(([pid = 0, over]) => (over === parent ? [pid] : [])));
  return found.slice(1);
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    const { stdout } = await run("ps", ["-o", "stat=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
    if (stdout.trim() === "" || stdout.startsWith("Z")) return true;
    await pause(50);
  }
  return false;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`npm start answers at the address that it prints, and ${signal} ends all that it started`, async () => {
    const child = start("0");
    const health = await fetch(new URL("/healthz", await addressOf(child)));
    const { upstream } = (await health.json()) as { upstream: string };
    const started = await descendants(child.pid ?? 0);
    // Whoever has credentials in www/.dev.vars runs without the sandbox.
    assert.ok(started.length >= (upstream === "sandbox" ? 2 : 1), "workerd and the sandbox");
    child.kill(signal);
    assert.deepEqual(await once(child, "exit"), [0, null]);
    assert.deepEqual(
      await Promise.all(started.map(isGone)),
      started.map(() => true),
    );
  });
}

test("npm start says in one line that its port is taken", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  assert.deepEqual(await complaintOf(start(String(port))), [
    1,
    `port ${port} cannot be used (EADDRINUSE): choose another one, or PORT=0 for any free one\n`,
  ]);
});

test("npm start says in one line what PORT can be", async () => {
  for (const port of ["abc", "-1", "70000", "1e3"]) {
    const [code, complaint] = await complaintOf(start(port));
    assert.equal(code, 1);
    assert.match(String(complaint), /^PORT is "[^"]+": choose a number .+\n$/);
  }
});

async function complaintOf(child: ChildProcess): Promise<[number, string]> {
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    complaint += text;
  });
  const [code] = await once(child, "close");
  return [code, complaint];
}
