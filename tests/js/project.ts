import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { IMOCHA_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../www/sandbox/catalog.ts";
import { inEmptyFolder, output, root } from "./commands.ts";

const reroute = pathToFileURL(path.join(root, "tests", "js", "reroute.mjs")).href;

/** Runs `work` in the folder of a new project that has the package, the types of Node, and these files. */
export function inProject<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  return inEmptyFolder(async (folder) => {
    await mkdir(path.join(folder, "node_modules", "@types"), { recursive: true });
    await symlink(path.join(root, "pkg"), path.join(folder, "node_modules", "business-units"));
    const types = path.join("node_modules", "@types", "node");
    await symlink(path.join(root, types), path.join(folder, types));
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    return work(folder);
  });
}

/**
 * Runs a program as its reader would: in a file of a project, with credentials in the environment. The sandbox stands in
 * for both services. Returns what the program prints.
 */
export function runProgram(name: string, program: string, sandbox: string, args: readonly string[] = []) {
  const env = {
    BUSINESS_UNITS_SANDBOX: sandbox,
    APS_CLIENT_ID: SANDBOX_CLIENT_ID,
    APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET,
    IMOCHA_API_KEY: IMOCHA_ACCOUNTS.documented.apiKey,
  };
  return inProject({ [name]: program }, (cwd) =>
    output(process.execPath, [...args, "--import", reroute, name], { cwd, env }),
  );
}
