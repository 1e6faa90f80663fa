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

/** Names the commit, and says whether anything is changed in it but RESULTS.md, which an earlier run may have written. */
export async function commit() {
  const { code, output } = await run("git", ["rev-parse", "--short=12", "HEAD"]);
  if (code !== 0) return "unknown";
  const others = [".", ":(exclude)tests/bench/RESULTS.md"];
  const changed = await run("git", ["diff", "--quiet", "HEAD", "--", ...others]);
  return changed.code === 0 ? output.trim() : `${output.trim()}-dirty`;
}
