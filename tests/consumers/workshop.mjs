// @ts-check
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNpm } from "../../pkg/scripts/node.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { complaint, Stop } from "../../pkg/scripts/steps.mjs";

const here = place("tests", "consumers");

/**
 * A folder in which the packed tarball is installed, below the tools, so that they are found from it.
 * @typedef {{ folder: string, remove: () => void }} Workshop
 */

/**
 * Packs the package and installs the tarball, as a customer would.
 * @returns {Promise<Workshop>}
 */
export async function openWorkshop() {
  mkdirSync(path.join(here, "work"), { recursive: true });
  const folder = mkdtempSync(path.join(here, "work", "at-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const packed = await npm([
      "pack",
      place("pkg"),
      "--json",
      "--ignore-scripts",
      "--pack-destination",
      folder,
    ]);
    const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("[")));
    writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    const install = ["install", "--prefix", folder, "--offline", "--ignore-scripts", "--no-audit"];
    await npm([...install, path.join(folder, filename)]);
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** @param {string[]} args */
async function npm(args) {
  const { code, output } = await runNpm(args, () => undefined);
  if (code !== 0) throw new Stop(`npm ${args[0]} failed (${complaint(output)})`, output);
  return output;
}

/**
 * Lays a place's files out, beside what all places share. Places with the same folder and build share what was built.
 * @param {Workshop} workshop
 * @param {import("./places.mjs").Place} where
 * @returns {{ folder: string, isNew: boolean }}
 */
export function layOut({ folder: workshop }, { folder, build = [] }) {
  const how = createHash("sha256").update(JSON.stringify(build)).digest("hex").slice(0, 8);
  const laid = path.join(workshop, `${folder}-${how}`);
  if (existsSync(laid)) return { folder: laid, isNew: false };
  cpSync(path.join(here, "places", folder), laid, { recursive: true });
  cpSync(path.join(here, "shared"), laid, { recursive: true });
  return { folder: laid, isNew: true };
}
