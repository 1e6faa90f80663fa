// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { countTests } from "../../tests/steps/tally.mjs";
import { bytesModule } from "./build.mjs";
import { isInstalled } from "./modules.mjs";
import { isNewEnough } from "./node.mjs";
import { cacheFolder, place } from "./place.mjs";
import { runtimeProgram } from "./runtimes.mjs";
import { namesChannel, pinnedChannel } from "./rust.mjs";
import { fingerprint } from "./stamp.mjs";
import { complaint, Stop } from "./steps.mjs";
import { makeClone, put, removeClone, runIn } from "./stubs.mjs";

/** @type {import("./stubs.mjs").Clone[]} */
const clones = [];
after(() => clones.forEach(removeClone));

function aClone() {
  const clone = makeClone();
  clones.push(clone);
  return clone;
}

const build = ["pkg/scripts/build.mjs"];
/** What is called for both modules once the crate is compiled: side by side, so in the order of the alphabet. */
const bound = [
  "bindgen business_units",
  "bindgen business_units_tree",
  "wasm-opt business_units_bg.wasm",
  "wasm-opt business_units_tree_bg.wasm",
];

describe("pinned versions", () => {
  test("wasm-bindgen's is the same for the crate and for the tools that are built from it", () => {
    const pinned = (/** @type {string[]} */ ...names) =>
      readFileSync(place(...names), "utf8").matchAll(/^wasm-bindgen(?:-cli.*)? = .*"=([\d.]+)"/gm);
    const [crate, ...others] = [...pinned("Cargo.toml"), ...pinned("pkg/scripts/bindgen/Cargo.toml")];
    assert.deepEqual(
      others.map(([, version]) => version),
      [crate?.[1], crate?.[1]],
    );
  });

  test("Rust's is read from rust-toolchain.toml", () => {
    assert.equal(pinnedChannel('[toolchain]\nchannel = "1.95.0"\n'), "1.95.0");
    assert.throws(() => pinnedChannel("[toolchain]\n"), Stop);
  });

  test("a toolchain is found in rustup's list by its whole version", () => {
    const list = "stable-x86_64-unknown-linux-gnu (default)\n1.95.0-x86_64-unknown-linux-gnu (active)\n";
    assert.equal(namesChannel(list, "1.95.0"), true);
    assert.equal(namesChannel(list, "1.95"), false);
  });

  test("Node is new enough from 20.19 on", () => {
    const versions = ["18.20.8", "20.18.3", "20.19.0", "22.0.0"];
    assert.deepEqual(versions.map(isNewEnough), [false, false, true, true]);
  });
});

describe("node modules", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0", integrity: "x" },
      "node_modules/own": { link: true, resolved: "pkg" },
      "node_modules/mac": { version: "1.0.0", optional: true },
    },
  };
  const { "": _, "node_modules/mac": __, ...here } = lock.packages;

  test("are installed when npm's note agrees with the lockfile, but for other platforms' packages", () => {
    assert.equal(isInstalled(lock, { packages: here }), true);
  });

  test("are not installed when one is missing, of another version or too many", () => {
    const { "node_modules/a": a, ...without } = here;
    assert.equal(isInstalled(lock, { packages: without }), false);
    assert.equal(
      isInstalled(lock, { packages: { ...here, "node_modules/a": { ...a, version: "1.0.1" } } }),
      false,
    );
    assert.equal(isInstalled(lock, { packages: { ...here, "node_modules/b": { version: "1.0.0" } } }), false);
    assert.equal(isInstalled(lock, {}), false);
  });
});

describe("cacheFolder()", () => {
  test("is where each platform keeps caches", () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "/c" }, "linux"), path.join("/c", "business-units"));
    assert.equal(cacheFolder({}, "linux"), path.join(homedir(), ".cache", "business-units"));
    assert.equal(cacheFolder({}, "darwin"), path.join(homedir(), "Library", "Caches", "business-units"));
    assert.equal(cacheFolder({ LOCALAPPDATA: "/l" }, "win32"), path.join("/l", "business-units"));
  });
});

describe("runtimeProgram()", () => {
  test("is in the package that npm brings for the platform", () => {
    const endings = [runtimeProgram("deno", "linux-x64"), runtimeProgram("bun", "linux-arm64")];
    assert.match(endings[0] ?? "", /@deno.linux-x64-glibc.deno(\.exe)?$/);
    assert.match(endings[1] ?? "", /@oven.bun-linux-aarch64.bin.bun(\.exe)?$/);
  });

  test("stops on a platform that npm has nothing for", () => {
    assert.throws(() => runtimeProgram("bun", "aix-ppc64"), Stop);
  });
});

describe("complaint()", () => {
  test("picks the line that says what went wrong, and not its code", () => {
    assert.equal(
      complaint("npm warn old\nnpm error code E404\nnpm error 404 Not Found\n"),
      "npm error 404 Not Found",
    );
    assert.equal(complaint("Updating\nerror: no such crate\nhint\n"), "error: no such crate");
    assert.equal(complaint("only this\n"), "only this");
  });
});

describe("npm run build", () => {
  for (const [tool, line] of /** @type {const} */ ([
    ["npm", /npm is missing: install/],
    ["rustup", /rustup is missing: install it from https:\/\/rustup\.rs/],
    ["cc", /cc is missing: install a C compiler/],
  ])) {
    test(`stops with one line and exit code 1 without ${tool}`, async () => {
      const clone = aClone();
      rmSync(path.join(clone.tools, tool));
      const { code, stderr } = await runIn(clone, build);
      assert.equal(code, 1);
      assert.match(stderr, line);
      assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
    });
  }

  test("sets everything up on a fresh clone, and does nothing the second time", async () => {
    const clone = aClone();
    const first = await runIn(clone, build);
    assert.equal(first.code, 0, first.stderr);
    // The crate is compiled for two modules.
    const side = ["cargo build", "cargo build", "cargo build bindgen", "npm ci"];
    assert.deepEqual(first.calls.slice(0, 4).sort(), side);
    assert.deepEqual([first.calls.slice(4, 8).sort(), first.calls.slice(8)], [bound, ["tsc -p"]]);
    const second = await runIn(clone, build);
    assert.deepEqual([second.code, second.calls], [0, []]);
    assert.equal(second.stdout.trimEnd().split("\n").at(-1), "up to date");
  });

  test("brings the pinned Rust and its WebAssembly target when they are missing, and no more", async () => {
    const clone = aClone();
    rmSync(path.join(clone.root, "sysroot"), { recursive: true });
    const { code, calls } = await runIn(clone, build);
    assert.equal(code, 0);
    const inOrder = calls.filter((call) => /^rustup|^cargo build$/.test(call));
    assert.deepEqual(inOrder, ["rustup toolchain", "rustup target", "cargo build", "cargo build"]);
  });

  test("builds what binds the module anew when its source has changed", async () => {
    const clone = aClone();
    await runIn(clone, build);
    put(path.join(clone.root, "pkg/scripts/bindgen/main.rs"), "fn main() {}");
    const { code, calls } = await runIn(clone, build);
    assert.equal(code, 0);
    assert.equal(calls[0], "cargo build bindgen");
    assert.deepEqual(calls.slice(1, 5).sort(), bound);
  });

  test("leaves in pkg what is to be published, and nothing stale", async () => {
    const clone = aClone();
    const pkg = path.join(clone.root, "pkg");
    for (const stale of ["dist/old.js", "wasm/old.js", "LICENSE-OLD"]) put(path.join(pkg, stale), "stale");
    await runIn(clone, build);
    assert.deepEqual(readdirSync(path.join(pkg, "dist")).sort(), [
      "bytes.js",
      "cli-pages.js",
      "cli.js",
      "import",
      "index.js",
      "tree",
      "wasm.d.ts",
    ]);
    assert.deepEqual(readdirSync(path.join(pkg, "wasm")), [
      "business_units.d.ts",
      "business_units.js",
      "business_units_bg.wasm",
      "trap.js",
      "tree",
    ]);
    assert.deepEqual(readdirSync(path.join(pkg, "wasm", "tree")), [
      "business_units_tree.d.ts",
      "business_units_tree.js",
      "business_units_tree_bg.wasm",
      "trap.js",
    ]);
    assert.deepEqual(readdirSync(pkg).sort(), [
      "LICENSE-MIT",
      "README.md",
      "dist",
      "package.json",
      "scripts",
      "src",
      "tsconfig.json",
      "wasm",
    ]);
  });

  test("rebuilds only what a change concerns", async () => {
    const clone = aClone();
    await runIn(clone, build);
    const changed = async (/** @type {string} */ file, /** @type {string} */ text) => {
      writeFileSync(path.join(clone.root, file), text);
      return (await runIn(clone, build)).calls;
    };
    assert.deepEqual(await changed("pkg/src/index.ts", "export {};"), ["tsc -p"]);
    const [one, other, ...after] = await changed("src/lib.rs", "second");
    assert.deepEqual([one, other], ["cargo build", "cargo build"]);
    assert.deepEqual(after.sort(), [...bound, "tsc -p"].sort());
    assert.deepEqual(await changed("pkg/dist/foreign.js", ""), ["tsc -p"]);
    assert.deepEqual(await changed("LICENSE-MIT", "another licence"), []);
  });

  test("shows the compiler's own words and exits with 1 when it fails, and tries again the next time", async () => {
    const clone = aClone();
    await runIn(clone, build);
    writeFileSync(path.join(clone.root, "src/lib.rs"), "broken");
    const failed = await runIn(clone, build, { CARGO_SAYS: "error: broken", CARGO_CODE: "101" });
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /^error: broken\n.*crate in WebAssembly … cargo build failed/);
    assert.equal((await runIn(clone, build)).code, 0);
  });

  test("replaces a program in the cache that does not run", async () => {
    const clone = aClone();
    await runIn(clone, build);
    const cache = path.join(clone.root, "cache", "business-units");
    const [folder = ""] = readdirSync(cache);
    put(path.join(cache, folder, "bindgen"), "#!/nowhere/node\n");
    const { code, calls } = await runIn(clone, build);
    assert.deepEqual([code, calls], [0, ["cargo build bindgen"]]);
  });

  test("of two clones at once leaves one program in the cache they share", async () => {
    const [one, two] = [aClone(), aClone()];
    const shared = { XDG_CACHE_HOME: one.env.XDG_CACHE_HOME };
    const runs = await Promise.all([runIn(one, build, shared), runIn(two, build, shared)]);
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0],
    );
    const cache = path.join(one.root, "cache", "business-units");
    const [folder = "", ...others] = readdirSync(cache);
    assert.deepEqual([readdirSync(path.join(cache, folder)), others], [["bindgen"], []]);
  });

  test("ends what is under way when a step fails", async () => {
    const clone = aClone();
    const { server, port } = await listening();
    put(path.join(clone.tools, "npm"), grandparent(port));
    put(path.join(clone.tools, "cargo"), failing(port));
    // npm's child and two runs of cargo, for the crate and for its binding. Then the stub of cargo fails.
    /** @type {import("node:net").Socket[]} */
    const sockets = [];
    server.on("connection", (socket) => {
      sockets.push(socket.resume().on("error", () => {}));
      if (sockets.length === 3) for (const one of sockets) one.write("go");
    });
    const { code, stderr } = await runIn(clone, build);
    await Promise.all(sockets.map((socket) => socket.closed || once(socket, "close")));
    assert.equal(code, 1);
    assert.match(stderr, /^\[\d+\/\d+\] .* … cargo (could not build it|build failed).*\n$/m);
    assert.equal(stderr.match(/^\[/gm)?.length, 1, stderr);
    server.close();
  });

  test("ends all that it started when it is told to end", async () => {
    const clone = aClone();
    const { server, port } = await listening();
    put(path.join(clone.tools, "cargo"), grandparent(port));
    const child = spawn(process.execPath, build, { cwd: clone.root, env: clone.env, stdio: "ignore" });
    const [socket] = await once(server, "connection");
    child.kill("SIGTERM");
    socket.resume().on("error", () => {});
    const [[code]] = await Promise.all([once(child, "exit"), once(socket, "close")]);
    assert.equal(code, 143);
    server.close();
  });
});

async function listening() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: /** @type {import("node:net").AddressInfo} */ (server.address()).port };
}

/**
 * A program that connects to a port, and fails when it hears from there.
 * @param {number} port
 */
function failing(port) {
  return [
    `#!${process.execPath}`,
    `require("net").connect(${port}, "127.0.0.1").on("data", () => process.exit(1));`,
  ].join("\n");
}

/**
 * A program whose child connects to a port and then waits for ever.
 * @param {number} port
 */
function grandparent(port) {
  const child = `require("net").connect(${port}, "127.0.0.1").resume()`;
  return [
    `#!${process.execPath}`,
    `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}]);`,
    "setInterval(() => {}, 1000);",
  ].join("\n");
}

describe("fingerprint()", () => {
  test("is the same when a folder has moved, and another one when a file in it has another name", () => {
    const { root } = aClone();
    const [one, two, three] = ["one/src/a/b.txt", "two/src/a/b.txt", "three/src/b.txt"];
    for (const file of [one, two, three]) put(path.join(root, file), "text");
    const of = (/** @type {string} */ name) => fingerprint([path.join(root, name, "src")]);
    assert.equal(of("one"), of("two"));
    assert.notEqual(of("one"), of("three"));
  });
});

describe("bytesModule()", () => {
  test("gives every byte back", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
    const module = await import(`data:text/javascript,${encodeURIComponent(bytesModule(bytes))}`);
    assert.deepEqual(module.default, new Uint8Array(bytes));
  });
});

describe("countTests()", () => {
  const cargo =
    "test result: ok. 3 passed; 0 failed; 0 ignored\ntest result: FAILED. 1 passed; 2 failed; 0 ignored\n";

  test("adds up every binary of cargo", () => {
    assert.deepEqual(countTests("cargo", 101, cargo), { passed: 4, failed: 2 });
  });

  test("reads Node's reports, coloured or not, and counts what was cancelled as failed", () => {
    const spec = "\x1b[34mℹ pass 5\x1b[39m\n\x1b[34mℹ fail 1\x1b[39m\n\x1b[34mℹ cancelled 1\x1b[39m\n";
    assert.deepEqual(countTests("node", 1, spec), { passed: 5, failed: 2 });
    assert.deepEqual(countTests("node", 0, "# pass 5\n# fail 0\n# cancelled 0\n"), { passed: 5, failed: 0 });
  });

  test("does not take a file without tests for a test", () => {
    const spec = "✔ tests/js/empty.test.ts (61.2ms)\nℹ pass 1\nℹ fail 0\n";
    assert.deepEqual(countTests("node", 0, spec), { passed: 0, failed: 1 });
  });

  test("reads what our own starters say", () => {
    assert.deepEqual(countTests("starter", 0, "ok 1\n7 passed, 0 failed\n"), { passed: 7, failed: 0 });
  });

  test("counts a command that failed without a failed test, or ran none, as one failed test", () => {
    assert.deepEqual(countTests("cargo", 101, "error: could not compile\n"), { passed: 0, failed: 1 });
    assert.deepEqual(countTests("starter", 1, "7 passed, 0 failed\n"), { passed: 7, failed: 1 });
    assert.deepEqual(countTests("cargo", 0, "test result: ok. 0 passed; 0 failed\n"), {
      passed: 0,
      failed: 1,
    });
    assert.deepEqual(countTests("itself", 1, ""), { passed: 0, failed: 1 });
  });
});

describe("npm test", () => {
  const core = ["tests/run.mjs", "core"];
  for (const [said, exit, last, code] of /** @type {const} */ ([
    ["test result: ok. 2 passed; 0 failed", "0", "2 passed, 0 failed", 0],
    ["test result: FAILED. 1 passed; 1 failed", "101", "1 passed, 1 failed", 1],
    ["test result: ok. 0 passed; 0 failed", "0", "0 passed, 1 failed", 1],
    ["error: could not compile", "101", "0 passed, 1 failed", 1],
  ])) {
    test(`ends with "${last}" and exit code ${code} after "${said}"`, async () => {
      const run = await runIn(aClone(), core, { CARGO_SAYS: said, CARGO_CODE: exit });
      assert.equal(run.stdout.trimEnd().split("\n").at(-1), last);
      assert.equal(run.code, code);
    });
  }

  test("runs a suite on no more than that suite needs", async () => {
    const clone = aClone();
    const { calls } = await runIn(clone, core, { CARGO_SAYS: "test result: ok. 2 passed; 0 failed" });
    assert.deepEqual(calls, ["cargo test"]);
    assert.equal(existsSync(path.join(clone.root, "node_modules")), false);
  });

  test("brings what lints need, once", async () => {
    const clone = aClone();
    const lints = async () => (await runIn(clone, ["tests/run.mjs", "lint"])).calls;
    assert.equal((await lints()).includes("rustup component"), true);
    assert.equal((await lints()).includes("rustup component"), false);
  });

  test("takes Chromium from Debian's packages when it may, and says what to install when not", async () => {
    const clone = aClone();
    const { calls, stderr } = await runIn(clone, ["tests/run.mjs", "page"]);
    const asked = calls.filter((call) => call.startsWith("apt-get"));
    const line = /\] Chromium and chromedriver … .*chromedriver missing: install .*\n$/;
    if (process.getuid?.() === 0) assert.deepEqual(asked, ["apt-get update", "apt-get install"]);
    else assert.match(stderr, line);
  });

  test("says in one line that Deno's program is missing", async () => {
    const { code, stderr } = await runIn(aClone(), ["tests/run.mjs", "js"]);
    assert.equal(code, 1);
    assert.match(stderr, /\] versions of Deno and Bun … .*deno(\.exe)? is missing: npm left it out; .*\n$/);
    assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
  });

  test("stops when CHROMIUM names no program", async () => {
    const { code, stderr } = await runIn(aClone(), ["tests/run.mjs", "page"], { CHROMIUM: "/nowhere" });
    assert.equal(code, 1);
    assert.match(stderr, /CHROMIUM names \/nowhere, which is no program: correct it or unset it\n$/);
  });

  test("goes on after a suite that failed, and counts it", async () => {
    const names = ["tests/run.mjs", "core", "scripts"];
    const clone = aClone();
    const scripts = path.join(clone.root, "pkg/scripts");
    for (const name of readdirSync(scripts)) if (/\.test\./.test(name)) rmSync(path.join(scripts, name));
    put(
      path.join(clone.root, "pkg/scripts/one.test.mjs"),
      'import test from "node:test";\ntest("passes", () => {});\n',
    );
    const { code, stdout } = await runIn(clone, names, { CARGO_SAYS: "error", CARGO_CODE: "1" });
    assert.match(stdout, /\n1 passed, 1 failed\n$/);
    assert.equal(code, 1);
  });

  test("does not know a suite that there is not", async () => {
    const { code, stderr } = await runIn(aClone(), ["tests/run.mjs", "cores"]);
    assert.equal(code, 1);
    assert.match(stderr, /^no suite is called cores: lint, scripts, .*\bcore\b.*\n$/);
  });
});
