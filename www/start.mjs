// @ts-check
import { once } from "node:events";
import { createServer } from "node:net";
import { buildSteps } from "../pkg/scripts/build.mjs";
import { launch, run } from "../pkg/scripts/child.mjs";
import { place } from "../pkg/scripts/place.mjs";
import { setUpSteps } from "../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../pkg/scripts/steps.mjs";
import { startSteps } from "./build.mjs";
import { climateNames, isClimate } from "./sandbox/weather/climate.mjs";

await asCommand(async () => {
  await endWithNpm();
  const port = chosenPort(process.env.PORT || "8787");
  const weather = chosenWeather(process.env.WEATHER || "calm");
  await assertFree(port);
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, ...startSteps]);
  serve(port, weather);
});

/**
 * Serves in a process of its own, so that whichever of the two is killed, the other one clears up.
 * @param {number} port
 * @param {string} weather
 */
function serve(port, weather) {
  const server = launch(process.execPath, [place("www", "serve.mjs")], {
    env: { ...process.env, PORT: String(port), WEATHER: weather },
    stdio: ["pipe", "inherit", "inherit"],
  });
  server.once("exit", (code) => {
    if (code === null) killGroup(server.pid);
    process.exit(code ?? 1);
  });
}

/** @param {number | undefined} leader the process that the group is named after; it need not live any more */
function killGroup(leader) {
  try {
    process.kill(-Number(leader), "SIGKILL");
  } catch {
    // Nobody is left, or the platform has no groups.
  }
}

/** @param {string} text */
function chosenPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Stop(`PORT is ${JSON.stringify(text)}: choose a number from 1 to 65535, or 0 for any free port`);
}

/** @param {string} name */
function chosenWeather(name) {
  if (isClimate(name)) return name;
  throw new Stop(`WEATHER is ${JSON.stringify(name)}: choose one of ${climateNames}`);
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

// npm hands SIGTERM to the shell between us and no further, and SIGKILL to nobody: without npm this process would live on.
async function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const npm = await npmAbove(process.ppid);
  setInterval(() => {
    if (!isAlive(npm)) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

/**
 * Finds npm. Some shells become the program that they start, and then the parent is npm itself, or, where there is no
 * `ps`, all that can be known.
 * @param {number} parent
 */
async function npmAbove(parent) {
  const { output } = await run("ps", ["-o", "ppid=,args=", "-p", String(parent)]);
  const above = /^\s*(\d+) .*start\.mjs/.exec(output)?.[1];
  return above === undefined ? parent : Number(above);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
