// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSteps } from "../../pkg/scripts/build.mjs";
import { end, run } from "../../pkg/scripts/child.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { setUpSteps, targetFolder } from "../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { wwwSteps } from "../../www/build.mjs";
import { startWorker } from "../../www/miniflare.mjs";
import { newKey } from "../../www/new-key.mjs";
import { launchSandbox } from "../../www/sandbox/launch.mjs";
import { pythonProgram, pythonStep } from "./python.mjs";
import { rights } from "./rights.mjs";

const SEED = "1";
const EXAMPLES = process.argv[2] ?? "20";

/** @param {(url: string, key: string) => Promise<void>} work */
async function withWorker(work) {
  const { address, child } = await launchSandbox(0);
  const { key, sha256 } = newKey();
  const entry = { name: "schemathesis", sha256: [sha256], accounts: rights };
  const settings = { SANDBOX_URL: address, API_KEYS: JSON.stringify([entry]), READS_PER_MINUTE: "999999" };
  // The limits have tests of their own: here each refusal must come for what was asked.
  const ratelimits = { GUEST_LIMIT: { simple: { limit: 1_000_000, period: /** @type {const} */ (10) } } };
  const worker = await startWorker({ settings, ratelimits, kvNamespaces: ["LISTINGS"] });
  try {
    await work(String(await worker.ready), key);
  } finally {
    await worker.dispose();
    await end(child);
  }
}

/**
 * @param {string} url
 * @param {string} key
 */
async function tried(url, key) {
  const bounds = ["--max-examples", EXAMPLES, "--seed", SEED, "--max-time", "280", "--workers", "2"];
  const plain = ["--no-color", "--checks", "all", "--header", `Authorization: Bearer ${key}`];
  const args = ["run", `${url}openapi.json`, "--url", url, ...plain, ...bounds];
  const environment = { ...process.env, PYTHONUTF8: "1", COLUMNS: "100" };
  const onText = (/** @type {string} */ text) => process.stdout.write(text.replaceAll(key, "…"));
  // It keeps notes where it runs.
  const folder = path.join(targetFolder(), "schemathesis");
  mkdirSync(folder, { recursive: true });
  return run(pythonProgram("schemathesis"), args, { environment, onText, folder });
}

/**
 * What the run says of itself, without what differs from one to the next.
 * @param {string} output
 */
function summaryIn(output) {
  const summary = output.slice(output.lastIndexOf(" SUMMARY "));
  const lines = summary.split("\n").filter((line) => /Selected:|Tested:|^ {2}[✅❌⏭]/u.test(line));
  if (lines.length === 0) throw new Stop("schemathesis gave no summary");
  return lines.map((line) => line.trimEnd()).join("\n");
}

/** @param {string} output */
function keep(output) {
  const version = /v(\d+\.\d+\.\d+)/.exec(output)?.[1] ?? "";
  const failures = /(\d+ failures?)/.exec(output.trim().split("\n").at(-1) ?? "")?.[1] ?? "no failures";
  const text = `# The API as schemathesis sees it

\`npm run test:api\` writes this file. Schemathesis reads \`/openapi.json\` and tries each operation of the worker, which runs in workerd in front of the sandbox. Its key may read the healthy accounts only. All checks, ${EXAMPLES} examples for each operation, seed ${SEED}.

\`\`\`text
${summaryIn(output)}
\`\`\`

Schemathesis ${version}: ${failures}.
`;
  writeFileSync(place("tests", "api", "RESULTS.md"), text);
}

await asCommand(async () => {
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, ...wwwSteps, pythonStep]);
  await withWorker(async (url, key) => {
    const { code, output } = await tried(url, key);
    keep(output);
    process.exitCode = code;
  });
  process.exit();
});
