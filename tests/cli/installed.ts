import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { output, root } from "../js/commands.ts";

/** A project with the packed package. */
export interface Project {
  /** An empty folder to work in. */
  folder: string;
  /** The program's file. */
  program: string;
  /** What npm links to the program. */
  bin: string;
  remove(): Promise<void>;
}

/** Packs the package and installs it into an empty project, as a user would. */
export async function install(): Promise<Project> {
  const folder = await mkdtemp(path.join(tmpdir(), "business-units-cli-"));
  const pack = ["pack", "./pkg", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [listing] = JSON.parse(await output("npm", pack, { cwd: root }));
  await writeFile(path.join(folder, "package.json"), '{ "private": true }');
  const packed = [
    "install",
    "--offline",
    "--ignore-scripts",
    "--no-audit",
    path.join(folder, listing.filename),
  ];
  await output("npm", packed, { cwd: folder });
  await mkdir(path.join(folder, "work"));
  return {
    folder: path.join(folder, "work"),
    program: path.join(folder, "node_modules", "business-units", "dist", "cli.js"),
    bin: path.join(folder, "node_modules", ".bin", "business-units"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
