import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { place } from "../../pkg/scripts/place.mjs";

type Command = [program: string, ...args: string[]];

const run = promisify(execFile);
const direct: Command = [process.execPath, place("www", "start.mjs")];
const throughNpm: Command = ["npm", "start"];

function start(
  port: string,
  [program, ...args]: Command = direct,
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  const child = spawn(program, args, {
    cwd: place(),
    env: { ...process.env, PORT: port, ...env },
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

interface Started {
  pid: number;
  over: number;
  command: string;
}

/** All that a process has started, and what that has started in its turn. */
async function descendants(of: number): Promise<Started[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,args="]);
  const all = [...stdout.matchAll(/^ *(\d+) +(\d+) (.*)$/gm)].map(([, pid, over, command = ""]) => {
    return { pid: Number(pid), over: Number(over), command };
  });
  const below = (pid: number): Started[] =>
    all.filter(({ over }) => over === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(of);
}

/** Starts all, waits until it answers, and tells what there is to end. */
async function running(command: Command): Promise<{ child: ChildProcess; started: Started[] }> {
  const child = start("0", command);
  const health = await fetch(new URL("/healthz", await addressOf(child)));
  const { upstream } = (await health.json()) as { upstream: string };
  const started = await descendants(child.pid ?? 0);
  const has = (name: RegExp) => started.some(({ command }) => name.test(command));
  assert.ok(has(/serve\.mjs/) && has(/workerd/), "the server and workerd");
  // Whoever has credentials in www/.dev.vars runs without the sandbox.
  assert.equal(has(/sandbox.main\.ts/), upstream === "sandbox");
  return { child, started };
}

async function assertGone(started: Started[]): Promise<void> {
  const left = await Promise.all(
    started.map(async ({ pid, command }) => ((await isGone(pid)) ? [] : [{ pid, command }])),
  );
  for (const { pid } of left.flat()) process.kill(pid, "SIGKILL");
  assert.deepEqual(left.flat(), []);
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 1_200; tries++) {
    const { stdout } = await run("ps", ["-o", "stat=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
    if (stdout.trim() === "" || stdout.startsWith("Z")) return true;
    await pause(50);
  }
  return false;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`npm start answers at the address that it prints, and ${signal} ends all that it started`, async () => {
    const { child, started } = await running(direct);
    child.kill(signal);
    assert.deepEqual(await once(child, "exit"), [0, null]);
    await assertGone(started);
  });
}

for (const signal of ["SIGTERM", "SIGKILL"] as const) {
  test(`${signal} to npm ends all that npm start started`, async () => {
    const { child, started } = await running(throughNpm);
    child.kill(signal);
    await assertGone(started);
  });
}

for (const victim of ["start.mjs", "serve.mjs", "main.ts"]) {
  test(`what npm start started ends when ${victim} is killed and can clear nothing up`, async () => {
    const { started } = await running(throughNpm);
    // npm's shell has the name in its arguments too.
    const killed = started.find(({ command }) => command.endsWith(victim) && !command.includes(" -c "));
    if (killed === undefined && victim === "main.ts") return;
    assert.ok(killed);
    process.kill(killed.pid, "SIGKILL");
    await assertGone(started);
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

test("npm start says in one line what WEATHER can be", async () => {
  const [code, complaint] = await complaintOf(start("0", direct, { WEATHER: "sunny" }));
  assert.equal(code, 1);
  assert.equal(complaint, 'WEATHER is "sunny": choose one of calm, drizzle, fog, frost, storm, outage\n');
});

async function complaintOf(child: ChildProcess): Promise<[number, string]> {
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    complaint += text;
  });
  const [code] = await once(child, "close");
  return [code, complaint];
}
