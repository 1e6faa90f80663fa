// @ts-check

/** Switches, without their dashes, that keep a test's browser off the network and off the machine's graphics. */
export const quietSwitches = [
  "disable-background-networking",
  "disable-component-update",
  "disable-sync",
  "no-first-run",
  "disable-gpu",
];

/** How playwright starts the browser: root may not use Chromium's own sandbox. */
export function launchOptions() {
  const args = ["no-sandbox", ...quietSwitches].map((name) => `--${name}`);
  return { executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args };
}
