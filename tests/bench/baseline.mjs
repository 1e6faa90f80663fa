// @ts-check
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../pkg/scripts/child.mjs";
import { place, root } from "../../pkg/scripts/place.mjs";
import { targetFolder } from "../../pkg/scripts/setup.mjs";
import { Stop } from "../../pkg/scripts/steps.mjs";

/** The commit that the package is compared with. A build of it is kept, so each clone builds it once. */
const commit = "16e33f61e03a0a8ee55c7b61870c02fa0ea96bc4";
const shortCommit = commit.slice(0, 12);
/** Node modules that the build of that commit uses. */
const tools = ["binaryen", "typescript"];
const built = ["package.json", "dist", "wasm"];

const packageFolder = () => path.join(targetFolder(), "bench", "baseline", shortCommit);

/** The file that Node imports the baseline's package from. */
export function baselineEntry() {
  return path.join(packageFolder(), "dist", "entry.node.js");
}

/**
 * Builds the package of the baseline's commit, with that commit's own scripts.
 * @type {import("../../pkg/scripts/steps.mjs").Step}
 */
export const baselineStep = {
  title: `baseline ${shortCommit}`,
  async run(show) {
    if (existsSync(packageFolder())) return "already there";
    await assertCommit();
    await inWorktree(async (folder) => {
      linkTools(folder);
      await buildPackage(folder, show);
      keepPackage(folder);
    });
    return "built";
  },
};

async function assertCommit() {
  const { code } = await git(["cat-file", "-e", `${commit}^{commit}`]);
  if (code !== 0)
    throw new Stop(`this clone's history lacks the commit: run git fetch --unshallow, then this again`);
}

/**
 * Checks the commit out, lets `work` use it and removes it, also when this process ends. It lies outside of this
 * clone: inside, cargo would add the clone's own configuration.
 * @param {(folder: string) => Promise<void>} work
 */
async function inWorktree(work) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "business-units-baseline-")));
  const remove = () => {
    spawnSync("git", ["worktree", "remove", "--force", folder], { cwd: root, stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  try {
    const { code, output } = await git(["worktree", "add", "--detach", folder, commit]);
    if (code !== 0) throw new Stop("git worktree failed: see its output above", output);
    await work(folder);
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** @param {string} folder */
function linkTools(folder) {
  const { resolve } = createRequire(place("tests", "bench", "package.json"));
  mkdirSync(path.join(folder, "node_modules"));
  for (const name of tools) {
    const found = path.dirname(resolve(`${name}/package.json`));
    symlinkSync(found, path.join(folder, "node_modules", name), "junction");
  }
}

/**
 * @param {string} folder
 * @param {(text: string) => void} show
 */
async function buildPackage(folder, show) {
  const program = `
    import { buildSteps } from "./pkg/scripts/build.mjs";
    import { setUpSteps } from "./pkg/scripts/setup.mjs";
    import { asCommand, takeSteps } from "./pkg/scripts/steps.mjs";
    await asCommand(() => takeSteps([...setUpSteps(["wasm"]), ...buildSteps]));`;
  const environment = { ...process.env, CARGO_TARGET_DIR: path.join(folder, "target") };
  const args = ["--input-type=module", "--eval", program];
  const { code, output } = await run(process.execPath, args, { environment, folder, onText: show });
  if (code !== 0) throw new Stop("its build failed: see its output above", output);
}

/** @param {string} folder */
function keepPackage(folder) {
  const unfinished = `${packageFolder()}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const name of built)
    cpSync(path.join(folder, "pkg", name), path.join(unfinished, name), { recursive: true });
  renameSync(unfinished, packageFolder());
}

/** @param {readonly string[]} args */
function git(args) {
  return run("git", args);
}
