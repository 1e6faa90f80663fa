// @ts-check
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../pkg/scripts/child.mjs";
import { modulesStepIn } from "../../pkg/scripts/modules.mjs";
import { findProgram, place, programSuffix } from "../../pkg/scripts/place.mjs";
import { complaint } from "../../pkg/scripts/steps.mjs";

/** @typedef {import("../../pkg/scripts/steps.mjs").Step} Step */

const folder = place("tests", "consumers");
// Deno and Bun are those of the tests where the tools of all consumers are not installed.
const moduleFolders = [folder, place("tests", "runtimes"), place("tests"), place()].map((at) =>
  path.join(at, "node_modules"),
);

/** The bundlers and runtimes. */
export const toolsStep = modulesStepIn("bundlers and runtimes", folder);

/** What brings each program that may be missing. */
export const debianPackages = {
  "firefox-esr": "firefox-esr",
  MiniBrowser: "webkit2gtk-driver",
  Xvfb: "xvfb",
};

/**
 * Brings Firefox, WebKitGTK and a display for it: from Debian's packages where we may install them.
 * @type {Step}
 */
export const browsersStep = {
  title: "Firefox and WebKitGTK",
  async run(show) {
    const missing = Object.entries(debianPackages).filter(([name]) => browserProgram(name) === undefined);
    if (missing.length === 0) return "already there";
    const wanted = missing.map(([, name]) => name);
    const apt = findProgram(["apt-get"]);
    if (apt === undefined || process.getuid?.() !== 0) return `${wanted.join(" and ")} missing: left out`;
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...wanted]]) {
      const { code, output } = await run(apt, args, { environment, onText: show });
      if (code !== 0) return `apt-get ${args[0]} failed (${complaint(output)}): left out`;
    }
    return "installed";
  },
};

/**
 * The whole path of a browser's program, wherever Debian puts it.
 * @param {string} name
 */
export function browserProgram(name) {
  return findProgram([name]) ?? findProgram([name], [`/usr/lib/${debianArchitecture()}/webkit2gtk-4.1`]);
}

function debianArchitecture() {
  return process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
}

/**
 * A command's program and what it is told first. Deno, Bun and other Nodes lie in a package of a platform: the packages
 * `deno`, `bun` and `node` would only find it by a script that runs when they are installed.
 * @param {string} name
 * @returns {[string, ...string[]] | undefined} nothing when it is not installed
 */
export function programOf(name) {
  if (name === "node") return [process.execPath];
  const [owner, file] = runtimes()[name] ?? [];
  const candidates =
    file === undefined ? scripts(name) : moduleFolders.map((at) => path.join(at, owner ?? "", file));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) return undefined;
  return file === undefined ? [process.execPath, found] : [found];
}

/** @returns {Record<string, [owner: string, file: string]>} */
function runtimes() {
  const { platform, arch } = process;
  const system = platform === "win32" ? "windows" : platform;
  const machine = arch === "arm64" ? "aarch64" : arch;
  const libc = platform === "linux" ? "-glibc" : "";
  return {
    "node-24": ["node-24", path.join("bin", "node")],
    deno: ["@deno", path.join(`${platform}-${arch}${libc}`, `deno${programSuffix}`)],
    bun: ["@oven", path.join(`bun-${system}-${machine}`, "bin", `bun${programSuffix}`)],
  };
}

/** @param {string} name */
function scripts(name) {
  return moduleFolders.flatMap((at) => {
    const manifest = path.join(at, name, "package.json");
    if (!existsSync(manifest)) return [];
    const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
    return [path.join(at, name, typeof bin === "string" ? bin : Object.values(bin)[0])];
  });
}
