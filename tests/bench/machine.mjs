// @ts-check
import { cpus, loadavg, totalmem } from "node:os";
import { run } from "../../pkg/scripts/child.mjs";

/**
 * Says what was measured, when and where, in a few lines of Markdown.
 * @param {string} command
 */
export async function circumstances(command) {
  const processors = cpus();
  const { node, v8 } = process.versions;
  return [
    `## ${new Date().toISOString().slice(0, 10)}, commit ${await commit()}`,
    "",
    `- command: \`${command}\``,
    `- machine: ${processors.length} cores of ${processors[0]?.model.trim() ?? "an unknown kind"}, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, load ${loadavg()[0]?.toFixed(1)} at the start`,
    `- Node ${node}, V8 ${v8}`,
  ].join("\n");
}

/** Which commit this is, and whether something is changed in it. */
export async function commit() {
  const { code, output } = await run("git", [
    "describe",
    "--always",
    "--dirty",
    "--abbrev=12",
    "--exclude=*",
  ]);
  return code === 0 ? output.trim() : "unknown";
}
