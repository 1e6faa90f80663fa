// @ts-check
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { parseEnv } from "node:util";
import { buildSteps } from "../pkg/scripts/build.mjs";
import { launch } from "../pkg/scripts/child.mjs";
import { place } from "../pkg/scripts/place.mjs";
import { setUpSteps } from "../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../pkg/scripts/steps.mjs";
import { wwwSteps } from "./build.mjs";
import { startWorker } from "./miniflare.mjs";

const credentials = ["APS_CLIENT_ID", "APS_CLIENT_SECRET", "IMOCHA_API_KEY"];
const known = [...credentials, "API_KEYS", "ACCOUNTS"];

await asCommand(async () => {
  endWithNpm();
  const port = chosenPort(process.env.PORT || "8787");
  await assertFree(port);
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, ...wwwSteps]);
  await serve(port, devVars());
});

/**
 * @param {number} port
 * @param {Record<string, string>} settings
 */
async function serve(port, settings) {
  stopWhenAsked();
  const live = credentials.some((name) => name in settings);
  /** @type {Record<string, string>} */
  const upstream = live ? {} : { SANDBOX_URL: await startSandbox() };
  const worker = await startWorker({ port, settings: { ...settings, ...upstream } });
  console.log(`\nbusiness-units: ${await worker.ready}\n${standing(live, settings)}\nCtrl-C ends it.`);
}

/** @param {string} text */
function chosenPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Stop(`PORT is ${JSON.stringify(text)}: choose a number from 1 to 65535, or 0 for any free port`);
}

/**
 * Asked before the build, which may take minutes, and because workerd complains in ten lines.
 * @param {number} port
 */
async function assertFree(port) {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening").catch(({ code }) => {
    throw new Stop(`port ${port} cannot be used (${code}): choose another one, or PORT=0 for any free one`);
  });
  server.close();
}

/** The settings in www/.dev.vars, where Cloudflare's own tools look for them too; none without that file. */
function devVars() {
  const file = place("www", ".dev.vars");
  const found = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  /** @type {Record<string, string>} */
  const settings = {};
  for (const name of known) if (found[name]) settings[name] = found[name];
  return settings;
}

/** Starts the sandbox on a free port and gives its address. */
async function startSandbox() {
  const child = launch(process.execPath, ["--import", "tsx", place("www", "sandbox", "main.ts")], {
    env: { ...process.env, SANDBOX_PORT: "0", EXIT_WITH_STDIN: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.once("exit", (code) => {
    console.error(`the sandbox ended by itself (${code})`);
    process.exit(1);
  });
  for await (const line of createInterface({
    input: /** @type {import("node:stream").Readable} */ (child.stdout),
  })) {
    const url = /^sandbox listening on (http:\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Stop("the sandbox did not start: see its output above");
}

/**
 * @param {boolean} live
 * @param {Record<string, string>} settings
 */
function standing(live, settings) {
  if (!live)
    return `It shows the sandbox: every account is invented. Real ones need ${credentials.join(", ")} in www/.dev.vars.`;
  if ("API_KEYS" in settings) return "It asks the real services, for whoever shows one of the API keys.";
  return "It has real credentials and answers nobody until www/.dev.vars holds API_KEYS: SHA-256 digests in hex, separated by commas.";
}

// Whatever this process started ends with it; the first to hear of a signal decides the exit code, and being
// stopped is not a failure.
function stopWhenAsked() {
  const stop = () => process.exit(0);
  process.prependListener("SIGINT", stop).prependListener("SIGTERM", stop).prependListener("SIGHUP", stop);
}

// npm hands SIGTERM to the shell between us and no further: the shell dies of it, and this process would live on.
function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
