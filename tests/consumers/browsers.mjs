// @ts-check
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { end, launch, run } from "../../pkg/scripts/child.mjs";
import { browser } from "../../pkg/scripts/setup.mjs";
import { quietSwitches } from "../chromium.mjs";
import { browserProgram, debianPackages } from "./tools.mjs";

/**
 * @typedef {import("./places.mjs").BrowserName} BrowserName
 * @typedef {{ close: () => Promise<void>, said: () => string }} Browser
 */

// A browser's requests to other hosts go to a port of ours without a server. Requests to loopback use no proxy.
const nowhere = "127.0.0.1:9";

/**
 * Opens a page in a browser that has never been used before and keeps off the network. The page tells how it went by
 * itself, so that no driver is needed.
 * @param {BrowserName} name
 * @param {string} url
 * @returns {Promise<Browser | undefined>} nothing when that browser is not installed
 */
export async function openPage(name, url) {
  const profile = mkdtempSync(path.join(tmpdir(), "business-units-browser-"));
  const started = await starters[name](url, profile);
  if (started === undefined) rmSync(profile, { recursive: true, force: true });
  return (
    started && {
      said: started.said,
      async close() {
        await started.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      },
    }
  );
}

/** Says which versions of the browsers are here. WebKitGTK tells its own only on a display, so Debian is asked. */
export async function browserVersions() {
  const asked = [
    [browser().chromium, "--version"],
    [browserProgram("firefox-esr") ?? "firefox-esr", "--version"],
    ["dpkg-query", "-W", "-f", `WebKitGTK $\{Version}`, debianPackages.MiniBrowser],
  ];
  const said = asked.map(async ([program = "", ...args]) => (await run(program, args)).output);
  return (await Promise.all(said)).map(
    (text) => /^(Chromium|Mozilla Firefox|WebKitGTK) [\d.]+/m.exec(text)?.[0],
  );
}

/** @type {Record<BrowserName, (url: string, profile: string) => Promise<Browser | undefined>>} */
const starters = { chromium: openChromium, firefox: openFirefox, webkit: openWebKit };

/**
 * @param {string} url
 * @param {string} profile
 */
async function openChromium(url, profile) {
  const quiet = quietSwitches.map((name) => `--${name}`);
  // The port to debug at keeps it open: without one it may leave once the page is loaded.
  const headless = [
    "--headless=new",
    "--no-sandbox",
    "--remote-debugging-port=0",
    `--proxy-server=${nowhere}`,
  ];
  const args = [...quiet, ...headless, "--enable-logging=stderr", `--user-data-dir=${profile}`, url];
  return start(browser().chromium, args, process.env);
}

const firefoxPreferences = {
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "browser.aboutwelcome.enabled": false,
  "termsofuse.bypassNotification": true,
  "devtools.console.stdout.content": true,
};

/**
 * @param {string} url
 * @param {string} profile
 */
async function openFirefox(url, profile) {
  const firefox = browserProgram("firefox-esr");
  if (firefox === undefined) return undefined;
  const lines = Object.entries(firefoxPreferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(path.join(profile, "user.js"), lines.join("\n"));
  const args = ["--headless", "--no-remote", "--profile", profile, url];
  return start(firefox, args, { ...process.env, HOME: profile });
}

/**
 * WebKitGTK cannot run without a display, so it gets a virtual one.
 * @param {string} url
 * @param {string} profile
 */
async function openWebKit(url, profile) {
  const [xvfb, webkit] = [browserProgram("Xvfb"), browserProgram("MiniBrowser")];
  if (xvfb === undefined || webkit === undefined) return undefined;
  const display = launch(xvfb, ["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = await new Promise((resolve) =>
    display.stdout?.once("data", (text) => resolve(String(text).trim())),
  );
  const environment = { ...process.env, DISPLAY: `:${number}`, HOME: profile, XDG_CACHE_HOME: profile };
  const opened = start(webkit, ["--private", url], environment);
  return {
    said: opened.said,
    async close() {
      await opened.close();
      await end(display);
    },
  };
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Browser}
 */
function start(program, args, env) {
  const child = launch(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-4_000);
    });
  }
  return { said: () => output, close: () => end(child) };
}
