import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { IMOCHA_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../www/sandbox/catalog.ts";
import { root } from "../js/commands.ts";
import { install, type Project } from "./installed.ts";
import { type Conditions, type Outcome, start } from "./start.ts";
import { type Upstream, upstream } from "./upstream.ts";

const FILES: Record<string, string | Uint8Array> = {
  "units.json": '{"business_units":[{"id":"1","name":"Europe"},{"id":"2","parent_id":"1","name":"Norway"}]}',
  "broken.json": '{"business_units":[{"id":"2","parent_id":"gone","name":"Alps"}]}',
  "path.json":
    '{"business_units":[{"id":"1","name":"A"},{"id":"2","parent_id":"1","name":"B","path":"elsewhere"}]}',
  "cut.json": '{"business_units":[{"id":"1","na',
  "empty.json": "",
  "none.json": "{}",
  "array.json": '[{"id":"1","name":"Europe"},{"businessUnitId":2,"businessUnitName":"Asia"}]',
  "array-cut.json": '[{"id":"1"',
  "newer.json": '{"format":"business-units-snapshot/2","units":[]}',
  "packed.json.gz": Uint8Array.of(0x1f, 0x8b, 8, 0),
  "german.csv": "\ufeffid;parent_id;name\r\n1;;Europe\r\n02;1;Norway\r\n",
  "broken.csv": "id,parent_id,name\r\n1,,Europe\r\n2,9,Norway\r\n",
  "short.csv": "id,parent_id,name\n12,,Europe\n3,12,Norway\n",
  "known.json": '{"units":[{"id":"0012"},{"id":"0003"}]}',
  "hostile.json": JSON.stringify({
    units: [{ id: "\u001b[2J", name: "a\u001b[31mb\u202ec\u200bd\ne\u{e0041}", parentId: "\u0007" }],
  }),
};

const HERE = path.join(root, "tests", "cli");
let project: Project;
let worker: Upstream;
let elsewhere: Upstream;
let cut: Upstream;

before(async () => {
  project = await install();
  await mkdir(path.join(project.folder, "folder"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(project.folder, name), text);
  elsewhere = await upstream((_, response) => response.end(FILES["units.json"]));
  worker = await upstream((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://worker");
    if (pathname === "/moved") return response.writeHead(302, { location: elsewhere.url }).end();
    if (pathname === "/busy") return response.writeHead(503, { "retry-after": "7" }).end("<p>");
    if (pathname.startsWith("/page")) return response.end("<!doctype html><title>Sign in</title>");
    if (request.headers.authorization === "Bearer key-of-a-friend") return response.end(FILES["units.json"]);
    response.writeHead(401, { "content-type": "application/problem+json" });
    return response.end(
      '{"code":"KEY_REQUIRED","title":"An API key is needed","detail":"Show one.","hint":"h"}',
    );
  });
  cut = await upstream((request) => request.socket.destroy());
});

after(async () => {
  for (const { close } of [worker, elsewhere, cut]) close();
  await project.remove();
});

/** As `failure`, for a test that needs nothing of what is said. */
async function fails(...given: Parameters<typeof failure>): Promise<void> {
  await failure(...given);
}

function run(args: readonly string[], conditions: Partial<Conditions> = {}): Promise<Outcome> {
  return start([process.execPath, project.program, ...args], { folder: project.folder, ...conditions });
}

/** Runs the program, and checks how it fails. */
async function failure(
  code: number,
  args: readonly string[],
  says: RegExp,
  conditions: Partial<Conditions> = {},
) {
  const outcome = await run(args, conditions);
  assert.deepEqual([outcome.code, outcome.stdout], [code, ""], outcome.stderr);
  if (!outcome.stderr.startsWith("{")) assert.match(outcome.stderr, /^business-units: .*\n/);
  assert.match(outcome.stderr, says);
  return outcome.stderr;
}

describe("arguments", () => {
  test("without any, the page of the program is on the standard error, and the code is 2", async () => {
    const { code, stdout, stderr } = await run([]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /Examples\n {2}business-units tree /);
  });

  for (const [args, says] of [
    [["diff", "a", "b"], /There is no command diff\./],
    [["--json", "tree"], /The command comes first\./],
    [["tree"], /SOURCE is missing\.\nhint: Usage: business-units tree SOURCE/],
    [["tree", "units.json", "broken.json"], /tree takes 1 argument, not 2\./],
    [["tree", "units.json", "--as", "yaml"], /--as cannot be yaml\.\nhint: It can be text, json/],
    [["tree", "units.json", "--as"], /--as needs a value\./],
    [["export", "units.json", "--as", "-o", "x"], /--as needs a value\./],
    [["tree", "units.json", "--ids=yes"], /--ids takes no value\./],
    [["tree", "units.json", "--depth", "0"], /--depth must be a whole number of 1 or more\./],
    [["tree", "units.json", "--depth", "2", "--json"], /--depth and --ids are for the text/],
    [["tree", "units.json", "--as", "csv", "--json"], /--json and --as csv are two formats\./],
    [["check", "units.json", "--as", "csv"], /--as cannot be csv\./],
    [
      ["check", "units.json", "--fail-on", "all"],
      /--fail-on cannot be all\.\nhint: It can be error, info, never\./,
    ],
    [["export", "units.json"], /--as is missing\./],
    [["fetch", "units.json"], /There is no service units\.json\./],
    [["fetch", "autodesk:"], /autodesk: names no account\./],
    [["tree", "-x"], /There is no option -x\./],
    [["tree", "\u001b[2Junits"], /There is no file \\u\{1b\}\[2Junits\./],
  ] as const) {
    test(`2: ${JSON.stringify(args)}`, () => fails(2, [...args], says));
  }

  for (const args of [
    ["fetch", "imocha", "--api-key", "hunter2"],
    ["fetch", "imocha", "--api-key=hunter2"],
    ["fetch", "autodesk:a", "--client-secret=hunter2"],
    ["tree", "https://example.test/api", "--token", "hunter2"],
    ["--key=hunter2", "tree", "imocha"],
    ["tree", "imocha:hunter2"],
    ["tree", "https://me:hunter2@example.test/api"],
    ["tree", "https://example.test/api?key=hunter2"],
  ]) {
    test(`2: a secret in ${args.join(" ").replace("hunter2", "…")}`, async () => {
      const stderr = await failure(
        2,
        args,
        /secrets are not taken from arguments, .*\nhint: Set APS_CLIENT_ID /,
      );
      assert.doesNotMatch(stderr, /hunter2/);
    });
  }

  test("2: a failure is a line of JSON when JSON is asked for, however", async () => {
    for (const json of [["--json"], ["--as", "json"], ["--as=json"]]) {
      const { code, stdout, stderr } = await run(["tree", "missing.json", ...json]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.deepEqual(JSON.parse(stderr), { code: "ENOENT", message: "There is no file missing.json." });
      assert.match(stderr, /^[^\n]+\n$/);
    }
  });

  test("2: credentials that are missing are named", async () => {
    await fails(2, ["fetch", "imocha"], /IMOCHA_API_KEY is not set in the environment\./);
    await fails(2, ["fetch", "autodesk:a"], /APS_CLIENT_ID is not set/);
    const env = { APS_CLIENT_ID: SANDBOX_CLIENT_ID };
    await fails(2, ["fetch", "autodesk:a"], /APS_CLIENT_SECRET is not set/, { env });
  });

  test("2: a region with Autodesk's older path", async () => {
    const env = {
      APS_CLIENT_ID: SANDBOX_CLIENT_ID,
      APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET,
      APS_BASE_URL: cut.url,
    };
    await fails(2, ["tree", "autodesk:a@AUS", "--legacy-eu-path"], /region/i, { env });
  });
});

describe("files", () => {
  for (const [file, says] of [
    ["missing.json", /There is no file missing\.json\./],
    ["autodeks:a", /There is no file autodeks:a\.\nhint: Did you mean autodesk:a\?/],
    ["folder", /folder/],
    ["cut.json", /ends after|cut/],
    ["empty.json", /empty/],
    ["array-cut.json", /This is not JSON/],
    ["newer.json", /This is a business-units-snapshot of version 2/],
    ["packed.json.gz", /This is a gzip file: unpack it first\./],
  ] as const) {
    test(`2: ${file}`, () => fails(2, ["tree", file], says));
  }

  test("0: a listing without units, an array of units, a table with a byte order mark", async () => {
    const none = await run(["tree", "none.json"]);
    assert.deepEqual(none, { code: 0, stdout: "", stderr: "The listing has no units.\n" });
    const array = await run(["tree", "array.json", "--ids"]);
    assert.deepEqual(array, { code: 0, stdout: "Europe  [1]\nAsia  [2]\n", stderr: "" });
    const table = await run(["tree", "german.csv", "--ids"]);
    assert.deepEqual(table, { code: 0, stdout: "Europe  [1]\n└─ Norway  [02]\n", stderr: "" });
  });

  test("1: a broken table fails a job, with a line that says what to do", async () => {
    const { code, stdout } = await run(["check", "broken.csv"]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^broken\.csv: error MissingParent, record 2 "Norway" \[2\]: .* Add the parent .*\n$/,
    );
  });

  test("0: ids that a spreadsheet changed are restored from another listing", async () => {
    const { code, stdout } = await run(["tree", "short.csv", "--ids", "--repair-from", "known.json"]);
    assert.deepEqual([code, stdout], [0, "Europe  [0012]\n└─ Norway  [0003]\n"]);
  });

  test("2: an option for tables that cannot be", () =>
    fails(2, ["tree", "german.csv", "--separator", "x"], /separator/));
});

describe("check", () => {
  for (const [args, code] of [
    [["broken.json"], 1],
    [["broken.json", "--exit-zero"], 0],
    [["broken.json", "--fail-on", "never"], 0],
    [["path.json"], 0],
    [["path.json", "--fail-on", "info"], 1],
    [["units.json", "--fail-on", "info"], 0],
  ] as const) {
    test(`${code}: ${args.join(" ")}`, async () => assert.equal((await run(["check", ...args])).code, code));
  }

  test("says the same as JSON", async () => {
    const { code, stdout, stderr } = await run(["check", "broken.json", "--json"]);
    assert.deepEqual([code, stderr], [1, ""]);
    const { findings, ...head } = JSON.parse(stdout);
    assert.deepEqual(head, { format: "business-units-check/1", units: 1, errors: 1, infos: 0 });
    const { message, advice, ...finding } = findings[0];
    assert.deepEqual(finding, { severity: "error", kind: "MissingParent", id: "2", name: "Alps", record: 1 });
    assert.match(`${message} ${advice}`, /gone is not in the list.* Add the parent/);
  });
});

describe("output", () => {
  test("names are harmless in text, and as they are in data", async () => {
    const text = await run(["tree", "hostile.json", "--ids"]);
    assert.equal(
      text.stdout,
      "a\\u{1b}[31mb\\u{202e}c\\u{200b}d\\u{a}e\\u{e0041}  [\\u{1b}[2J]  ! MissingParent\n",
    );
    const check = await run(["check", "hostile.json"]);
    assert.doesNotMatch(check.stdout + check.stderr, /[^\n -~]/);
    const data = await run(["export", "hostile.json", "--as", "ndjson"]);
    assert.equal(JSON.parse(data.stdout).name, "a\u001b[31mb\u202ec\u200bd\ne\u{e0041}");
  });

  test("a long chain of units makes no long lines", async () => {
    const units = Array.from({ length: 20_000 }, (_, id) => ({
      id: `${id}`,
      parentId: `${id - 1}`,
      name: "x",
    }));
    const { code, stdout } = await run(["tree", "-"], { input: JSON.stringify({ units }) });
    const lines = stdout.split("\n");
    assert.deepEqual([code, lines.length], [0, 20_001]);
    assert.match(lines[59] ?? "", /^ +└─ x$/);
    assert.match(lines[19_999] ?? "", /^ {177}└─ \(level 20000\) x$/);
  });

  test("colours are for terminals, unless they are asked for", async () => {
    const coloured = (outcome: Outcome) => outcome.stdout.includes("\u001b[31m");
    assert.ok(!coloured(await run(["tree", "broken.json"])));
    assert.ok(coloured(await run(["tree", "broken.json", "--color"])));
    assert.ok(coloured(await run(["tree", "broken.json", "--color"], { env: { NO_COLOR: "1" } })));
    assert.ok(!coloured(await run(["tree", "broken.json", "--color", "--no-color"])));
  });

  test("a document that was written is read again", async () => {
    for (const format of ["json", "csv", "csv-levels", "snapshot"]) {
      const written = await run(["export", "broken.json", "--as", format]);
      const { stdout } = await run(["tree", "-"], { input: written.stdout });
      assert.equal(stdout, "Alps  ! MissingParent\n", format);
    }
  });

  test("ids that a spreadsheet would change are named when a table is written", async () => {
    const { code, stderr } = await run(["export", "known.json", "--as", "csv"]);
    assert.equal(code, 0);
    assert.match(stderr, /^2 ids, such as 0012, would be changed by a spreadsheet/);
    assert.equal((await run(["export", "known.json", "--as", "json"])).stderr, "");
  });

  test("a file stays as it was until all is written", async () => {
    const file = path.join(project.folder, "kept.csv");
    await writeFile(file, "old");
    assert.equal((await run(["export", "cut.json", "--as", "csv", "-o", "kept.csv"])).code, 2);
    assert.equal(await readFile(file, "utf8"), "old");
    assert.equal((await run(["export", "units.json", "--as", "csv", "-o", "kept.csv"])).code, 0);
    assert.match(await readFile(file, "utf8"), /^id,parentId,name,.*\r\n1,,Europe,/);
    const left = (await readdir(project.folder)).filter((name) => name.includes("partial"));
    assert.deepEqual(left, []);
  });

  test("2: a folder in place of a file", () =>
    fails(2, ["export", "units.json", "--as", "csv", "-o", "folder"], /folder is a folder/));

  if (process.platform !== "win32") {
    test("2: the disk is full", () => {
      const units = Array.from({ length: 5_000 }, (_, id) => ({ id: String(id), name: `Unit ${id}` }));
      const input = JSON.stringify(units);
      // A limit for the size of files: the system refuses to write more.
      const limited = 'ulimit -f 8; "$@" > full.txt';
      const args = ["-c", limited, "sh", process.execPath, project.program, "tree", "-"];
      const { status, stderr } = spawnSync("sh", args, { cwd: project.folder, input, encoding: "utf8" });
      assert.equal(status, 2);
      assert.match(stderr, /^business-units: The output could not be written: the disk is full\.\n/);
    });
  }
});

describe("a worker's address", () => {
  const key = { BUSINESS_UNITS_KEY: "key-of-a-friend" };
  const shown = () => worker.asked.at(-1)?.headers.authorization;

  test("0: the key goes to the origin in BUSINESS_UNITS_URL", async () => {
    const env = { ...key, BUSINESS_UNITS_URL: `${worker.url}/anything` };
    const { code, stdout } = await run(["tree", `${worker.url}/api/imocha/business-units`], { env });
    assert.deepEqual([code, stdout], [0, "Europe\n└─ Norway\n"]);
  });

  test("3: the key goes to no other origin, and not over http where none is named", async () => {
    for (const env of [{ ...key, BUSINESS_UNITS_URL: elsewhere.url }, key, {}]) {
      const stderr = await failure(3, ["tree", `${worker.url}/api`], /reason: Show one\.\nhint: h\n/, {
        env,
      });
      assert.equal(shown(), undefined);
      assert.doesNotMatch(stderr, /friend/);
    }
  });

  test("3: a redirect is not followed", async () => {
    const env = { ...key, BUSINESS_UNITS_URL: worker.url };
    const before = elsewhere.asked.length;
    await fails(3, ["tree", `${worker.url}/moved`], /answered with a redirect/, { env });
    assert.equal(elsewhere.asked.length, before);
  });

  test("4: a worker that is busy or away", async () => {
    await fails(4, ["tree", `${worker.url}/busy`], /status 503.*\nask again in 7 seconds\n/s);
    await fails(4, ["tree", `${cut.url}/api`], /could not be reached/);
  });

  test("2: a page, an address without https, no address, a key that is none", async () => {
    await fails(2, ["tree", `${worker.url}/page`], /./);
    await fails(2, ["tree", "http://example.test/api"], /must begin with https:/);
    await fails(2, ["tree", "https://"], /not a URL/);
    const env = { BUSINESS_UNITS_KEY: "two words", BUSINESS_UNITS_URL: worker.url };
    const stderr = await failure(2, ["tree", `${worker.url}/api`], /BUSINESS_UNITS_KEY holds blanks/, {
      env,
    });
    assert.doesNotMatch(stderr, /two words/);
  });
});

describe("services", () => {
  test("2: a base address that the package refuses", async () => {
    const env = { IMOCHA_API_KEY: IMOCHA_ACCOUNTS.documented.apiKey, IMOCHA_BASE_URL: "http://example.test" };
    await fails(2, ["fetch", "imocha"], /baseUrl|https/, { env });
  });

  test("2: an answer that is no listing", async () => {
    const env = { IMOCHA_API_KEY: "k", IMOCHA_BASE_URL: `${worker.url}/page` };
    await fails(2, ["fetch", "imocha"], /JSON/, { env });
  });

  test("no failure repeats a secret", async () => {
    const env = { IMOCHA_API_KEY: "secret key \u0007", IMOCHA_BASE_URL: cut.url };
    const stderr = await failure(2, ["fetch", "imocha"], /./, { env });
    assert.doesNotMatch(stderr, /secret key/);
  });
});

describe("the program itself", () => {
  test("runs through npm's link, from another folder", async () => {
    const { code, stdout } = await start([project.bin, "tree", path.join(project.folder, "units.json")], {
      folder: HERE,
    });
    assert.deepEqual([code, stdout], [0, "Europe\n└─ Norway\n"]);
  });

  test("runs through npx", async () => {
    const npx = ["npx", "--offline", "--no-install", "business-units", "tree", "units.json"];
    const { code, stdout } = await start(npx, { folder: project.folder });
    assert.deepEqual([code, stdout], [0, "Europe\n└─ Norway\n"]);
  });

  test("shows pages and its version with nothing else of the package there", async () => {
    const alone = path.join(project.folder, "alone");
    await mkdir(alone);
    await writeFile(path.join(alone, "package.json"), '{"type":"module"}');
    for (const file of ["cli.js", "cli-pages.js"]) {
      await copyFile(path.join(path.dirname(project.program), file), path.join(alone, file));
    }
    const show = (...args: string[]) =>
      start([process.execPath, path.join(alone, "cli.js"), ...args], { folder: alone });
    const { version } = JSON.parse(await readFile(path.join(root, "pkg", "package.json"), "utf8"));
    assert.deepEqual(await show("--version"), { code: 0, stdout: `${version}\n`, stderr: "" });
    for (const args of [
      ["--help"],
      ["help"],
      ["help", "tree"],
      ["check", "-h"],
      ["fetch", "imocha", "--help"],
    ]) {
      const { code, stdout, stderr } = await show(...args);
      assert.deepEqual([code, stderr], [0, ""], args.join(" "));
      assert.match(stdout, /^business-units.* - .*\n\nExamples\n {2}business-units /);
    }
  });
});
