import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  AUTODESK_ACCOUNTS,
  IMOCHA_ACCOUNTS,
  SANDBOX_CLIENT_ID,
  SANDBOX_CLIENT_SECRET,
} from "../../www/sandbox/catalog.ts";
import { type Sandbox, startSandbox } from "../../www/sandbox/server.ts";
import { root } from "../js/commands.ts";
import { install, type Project } from "./installed.ts";
import { RUNTIMES, type Runtime } from "./runtimes.ts";
import { type Conditions, type Outcome, start } from "./start.ts";
import { type Upstream, upstream } from "./upstream.ts";

const UNITS = JSON.stringify({
  business_units: [
    { id: "w", parent_id: "na", name: "West" },
    { id: "na", parent_id: null, name: "North America" },
    { id: "e", parent_id: "na", name: "East" },
    { id: "b", parent_id: "e", name: "Boston" },
    { id: "o", parent_id: "gone", name: "Alps" },
  ],
});
const GOOD = JSON.stringify({ business_units: [{ id: "1", name: "Europe" }] });

const TREE = `North America
├─ West
└─ East
   └─ Boston
Alps  ! MissingParent
`;

let project: Project;
let sandbox: Sandbox;
let busy: Upstream;
let silent: Upstream;
let onSilence: () => void = () => undefined;

before(async () => {
  project = await install();
  await writeFile(path.join(project.folder, "units.json"), UNITS);
  await writeFile(path.join(project.folder, "good.json"), GOOD);
  sandbox = await startSandbox();
  busy = await upstream((_, response) => response.writeHead(429, { "retry-after": "3600" }).end());
  silent = await upstream(() => onSilence());
});

after(async () => {
  for (const { close } of [busy, silent]) close();
  await sandbox.close();
  await project.remove();
});

function credentials(): Record<string, string> {
  return {
    APS_CLIENT_ID: SANDBOX_CLIENT_ID,
    APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET,
    APS_BASE_URL: sandbox.url,
    IMOCHA_API_KEY: IMOCHA_ACCOUNTS.documented.apiKey,
    IMOCHA_BASE_URL: sandbox.url,
  };
}

for (const runtime of Object.keys(RUNTIMES) as Runtime[]) {
  const run = (args: readonly string[], conditions: Partial<Conditions> = {}): Promise<Outcome> =>
    start([...RUNTIMES[runtime], project.program, ...args], { folder: project.folder, ...conditions });

  describe(`the packed program in ${runtime}`, () => {
    test("0: prints the tree of a file, and says on the standard error that something is wrong", async () => {
      assert.deepEqual(await run(["tree", "units.json"]), {
        code: 0,
        stdout: TREE,
        stderr: "1 problem: business-units check units.json\n",
      });
    });

    test("0: reads the standard input", async () => {
      const { code, stdout } = await run(["tree", "-", "--depth", "1", "--ids"], { input: UNITS });
      assert.equal(code, 0);
      assert.equal(stdout, "North America  [na]  … 3 units below\nAlps  [o]  ! MissingParent\n");
    });

    test("0: finds nothing wrong in a good listing", async () => {
      assert.deepEqual(await run(["check", "good.json"]), {
        code: 0,
        stdout: "",
        stderr: "1 unit, nothing wrong\n",
      });
    });

    test("1: says what is wrong, and what to do", async () => {
      const { code, stdout, stderr } = await run(["check", "units.json"]);
      assert.equal(code, 1);
      assert.match(
        stdout,
        /^units\.json: error MissingParent, record 5 "Alps" \[o\]: .* Add the parent .*\n$/,
      );
      assert.equal(stderr, "5 units, 1 error\n");
    });

    test("2: names the command and the option that were probably meant", async () => {
      const command = await run(["tre", "units.json"]);
      assert.deepEqual([command.code, command.stdout], [2, ""]);
      assert.match(command.stderr, /There is no command tre\.\nhint: Did you mean tree\?\n/);
      const option = await run(["tree", "units.json", "--dept=2"]);
      assert.equal(option.code, 2);
      assert.match(option.stderr, /There is no option --dept\.\nhint: Did you mean --depth\?\n/);
    });

    test("3: is refused by a service", async () => {
      const source = `autodesk:${AUTODESK_ACCOUNTS.notFound.accountId}`;
      const { code, stdout, stderr } = await run(["tree", source], { env: credentials() });
      assert.deepEqual([code, stdout], [3, ""]);
      assert.match(stderr, /hint: /);
    });

    test("4: is told to come back in an hour, and does not wait for that", async () => {
      const env = { ...credentials(), IMOCHA_BASE_URL: busy.url };
      const { code, stderr } = await run(["fetch", "imocha"], { env });
      assert.equal(code, 4);
      assert.match(stderr, /ask again in 3600 seconds/);
    });

    test("130: is interrupted while a service is silent", async () => {
      const env = { ...credentials(), IMOCHA_BASE_URL: silent.url };
      const onStart: Conditions["onStart"] = (child) => {
        onSilence = () => child.kill("SIGINT");
      };
      const { code, stdout, stderr } = await run(["fetch", "imocha"], { env, onStart });
      assert.deepEqual([code, stdout, stderr], [130, "", "business-units: Interrupted.\n"]);
    });

    test("fetches a snapshot into a file, whose SHA-256 is what it says, and reads it back", async () => {
      const source = `autodesk:b.${AUTODESK_ACCOUNTS.emea.accountId}@EMEA`;
      const file = `${runtime}.json`;
      const fetched = await run(["fetch", source, "-o", file], { env: credentials() });
      assert.deepEqual([fetched.code, fetched.stdout], [0, ""]);
      const bytes = await readFile(path.join(project.folder, file));
      const sum = createHash("sha256").update(bytes).digest("hex");
      assert.equal(fetched.stderr, `9 units, sha256 ${sum}\n`);
      const again = await run(["export", file, "--as", "snapshot"]);
      assert.deepEqual([again.code, again.stdout], [0, bytes.toString()]);
    });

    test("writes every format that it names", async () => {
      const { stderr } = await run(["export", "good.json"]);
      const formats = /It can be (.*)\.\n/.exec(stderr)?.[1]?.split(", ") ?? [];
      assert.ok(formats.includes("csv"));
      for (const format of formats) {
        const { code, stdout } = await run(["export", "good.json", "--as", format]);
        assert.equal(code, 0, format);
        assert.match(stdout, /Europe/, format);
        if (format !== "snapshot") assert.match(stdout, /[^\n]\n$/, format);
      }
    });

    test("ends quietly when the reader of its output has seen enough", async () => {
      const source = `autodesk:${AUTODESK_ACCOUNTS.large.accountId}`;
      const onStart: Conditions["onStart"] = (child) =>
        child.stdout?.once("data", () => child.stdout?.destroy());
      const { code, stderr } = await run(["tree", source], { env: credentials(), onStart });
      assert.deepEqual([code, stderr], [0, ""]);
    });
  });
}

test("docs/cli.md shows what the program prints", async () => {
  const text = await readFile(path.join(root, "docs", "cli.md"), "utf8");
  const [, shown = ""] = /^```console\n(.*?)^```$/ms.exec(text) ?? [];
  const commands = Array.from(shown.matchAll(/^\$ business-units (.*)$/gm), ([, command = ""]) => command);
  let printed = "";
  for (const command of commands) {
    const args = [...RUNTIMES.node, project.program, ...command.split(" ")];
    const { stdout, stderr } = await start(args, { folder: project.folder });
    printed += `$ business-units ${command}\n${stdout}${stderr}`;
  }
  assert.equal(printed, shown);
});
