import QUnit from "qunit";
import { DOCUMENTED } from "./world.ts";

type Package = typeof import("business-units");
type SmallPackage = typeof import("business-units/tree");

const HOUR_MS = 3_600_000;

let copies = 0;

/** How a page brings the module itself. */
const BRING: Record<string, (copy: Package, bytes: ArrayBuffer) => unknown> = {
  "init(bytes)": ({ init }, bytes) => init(bytes),
  "init(module)": async ({ init }, bytes) => init(await WebAssembly.compile(bytes)),
  "init(answer)": ({ init }, bytes) => init(new Response(bytes)),
  "init(address)": ({ init }) => init(moduleAddress()),
  "initSync(module)": async ({ initSync }, bytes) => initSync(await WebAssembly.compile(bytes)),
};

type Site = "good" | "hangs-once" | "missing-once" | "html-once" | "all-missing-once";

/** The package from an address of its own, so that nothing of it is loaded yet; `kind` says how that site behaves. */
function freshCopy(kind: Site): {
  address: string;
  units: Promise<Package>;
} {
  const address = `${location.origin}/${kind}/${++copies}`;
  return { address, units: import(`${address}/dist/entry.web.js`) };
}

/** Runtimes that load the module at import. */
function moduleAddress(): string {
  return `${location.origin}/good/${++copies}/wasm/business_units_bg.wasm`;
}

function downloads(address: string, file = "wasm/business_units_bg.wasm"): number {
  const entries = performance.getEntriesByType("resource");
  return entries.filter(({ name }) => name === `${address}/${file}`).length;
}

/** Loading in a page: the only place where the module is not there at import. */
export function pageLoading(): void {
  // Each copy is many files, and a browser keeps 250 unless it gets another limit.
  performance.setResourceTimingBufferSize(10_000);
  QUnit.module("loading in a page", () => {
    QUnit.test("buildTree before init is ERR_STATE and says what to do", async (assert) => {
      const { buildTree, BusinessUnitsError } = await freshCopy("good").units;
      try {
        buildTree("{}");
        assert.true(false, "it did not throw");
      } catch (error) {
        assert.true(error instanceof BusinessUnitsError);
        const { code, message } = error as InstanceType<typeof BusinessUnitsError>;
        assert.deepEqual([code, /await init\(\)/.test(message)], ["ERR_STATE", true]);
      }
    });

    QUnit.test("after init, buildTree builds", async (assert) => {
      const { buildTree, init } = await freshCopy("good").units;
      await init();
      using tree = buildTree(DOCUMENTED.autodesk);
      assert.strictEqual(tree.size, 2);
    });

    QUnit.test("asynchronous functions load the module themselves, once for all", async (assert) => {
      const { address, units } = freshCopy("good");
      const { fetchImochaUnits, readTree } = await units;
      const fetch = async () => new Response(DOCUMENTED.imocha);
      const trees = await Promise.all([
        readTree(new Response(DOCUMENTED.autodesk)),
        fetchImochaUnits({ apiKey: "k", fetch }),
      ]);
      assert.deepEqual(
        trees.map(({ provider }) => provider),
        ["autodesk", "imocha"],
      );
      assert.strictEqual(downloads(address), 1);
    });

    QUnit.test("init takes bytes, and initSync takes a compiled module", async (assert) => {
      const { address, units } = freshCopy("good");
      const bytes = await (await fetch(`${address}/wasm/business_units_bg.wasm`)).arrayBuffer();
      const { init, buildTree } = await units;
      await init(bytes);
      using tree = buildTree("{}");
      const other = await freshCopy("good").units;
      other.initSync(await WebAssembly.compile(bytes));
      using otherTree = other.buildTree("{}");
      assert.deepEqual([tree.size, otherTree.size], [0, 0]);
    });

    QUnit.test("the copy in a script stays away where the file is found", async (assert) => {
      const { address, units } = freshCopy("good");
      await (await units).init();
      assert.strictEqual(downloads(address, "dist/bytes.js"), 0);
    });

    for (const kind of ["missing-once", "html-once"] as const) {
      QUnit.test(`a file that is not found (${kind}) is replaced by the copy in a script`, async (assert) => {
        const { address, units } = freshCopy(kind);
        const { buildTree, init } = await units;
        await init();
        using tree = buildTree(DOCUMENTED.autodesk);
        assert.deepEqual([tree.size, downloads(address, "dist/bytes.js")], [2, 1]);
      });
    }

    for (const [kind, copies] of [
      ["good", 0],
      ["missing-once", 1],
    ] as const) {
      QUnit.test(`business-units/tree loads its own file and nothing else (${kind})`, async (assert) => {
        const { address } = freshCopy(kind);
        const { buildTree, init, readTree }: SmallPackage = await import(`${address}/dist/tree/entry.web.js`);
        await init();
        using tree = buildTree(DOCUMENTED.autodesk);
        using read = await readTree(new Response(DOCUMENTED.autodesk));
        assert.deepEqual([tree.size, read.size], [2, 2]);
        const files = ["wasm/tree/business_units_tree_bg.wasm", "dist/tree/bytes.js"];
        assert.deepEqual(
          files.map((file) => downloads(address, file)),
          [1, copies],
        );
      });
    }

    QUnit.test("each entry waits for its own module", async (assert) => {
      const { address, units } = freshCopy("good");
      const small: SmallPackage = await import(`${address}/dist/tree/entry.web.js`);
      await small.init();
      assert.strictEqual(downloads(address), 0);
      const { buildTree, BusinessUnitsError, init } = await units;
      assert.throws(() => buildTree("{}"), BusinessUnitsError);
      await init();
      using tree = small.buildTree(DOCUMENTED.autodesk);
      using other = buildTree(tree.toArray());
      assert.deepEqual(other.toArray(), tree.toArray());
    });

    QUnit.test("a load that fails is ERR_STATE and may be tried again", async (assert) => {
      const { init, buildTree, readTree } = await freshCopy("all-missing-once").units;
      const first = await init().then(
        () => undefined,
        (error) => error,
      );
      assert.deepEqual([first?.name, first?.code], ["BusinessUnitsError", "ERR_STATE"]);
      assert.true(first.message.includes("business_units_bg.wasm"), first.message);
      using read = await readTree(new Response("{}"));
      using tree = buildTree("{}");
      assert.deepEqual([read.size, tree.size], [0, 0]);
    });

    QUnit.test("an abort while the module loads rejects with the very reason", async (assert) => {
      const { readTree } = await freshCopy("good").units;
      const controller = new AbortController();
      const promise = readTree(new Response("{}"), { signal: controller.signal });
      controller.abort("enough");
      const thrown = await promise.then(
        () => undefined,
        (reason) => reason,
      );
      assert.strictEqual(thrown, "enough");
    });

    QUnit.test("a load that hangs ends a call at its deadline", async (assert) => {
      const { fetchImochaUnits, init } = await freshCopy("hangs-once").units;
      const fetch = () => Promise.reject(new Error("nobody should ask"));
      const thrown = await fetchImochaUnits({ apiKey: "k", fetch, deadlineMs: 60 }).catch((error) => error);
      await init(moduleAddress());
      assert.deepEqual([thrown.code, /60 ms/.test(thrown.message)], ["ERR_TIMEOUT", true], thrown.message);
    });

    QUnit.test("the time that loading takes is the call's", async (assert) => {
      const { fetchImochaUnits, init } = await freshCopy("hangs-once").units;
      const never = () => new Promise<Response>(() => undefined);
      const call = fetchImochaUnits({ apiKey: "k", fetch: never, deadlineMs: HOUR_MS, maxAttempts: 1 });
      const failed = call.catch((error) => error);
      // By its clock the module comes when the call's own time is over, which only one that counts its loading knows.
      const { now } = performance;
      performance.now = () => now.call(performance) + HOUR_MS;
      try {
        await init(moduleAddress());
        const { code, message } = await failed;
        assert.deepEqual([code, /\(total\)/.test(message)], ["ERR_TIMEOUT", true], message);
      } finally {
        performance.now = now;
      }
    });

    for (const [title, bring] of Object.entries(BRING)) {
      QUnit.test(`${title} does not wait for a load that hangs, and lets go who does`, async (assert) => {
        const { address, units } = freshCopy("hangs-once");
        const copy = await units;
        const waiting = [copy.init(), copy.readTree(new Response("{}")).then((tree) => tree.free())];
        const bytes = await (await fetch(moduleAddress())).arrayBuffer();
        await bring(copy, bytes);
        await Promise.all(waiting);
        using tree = copy.buildTree("{}");
        assert.deepEqual([tree.size, downloads(address, "dist/bytes.js")], [0, 0]);
      });
    }

    QUnit.test("many loads at once are one instance", async (assert) => {
      const { address, units } = freshCopy("good");
      const { init, readTree } = await units;
      const at = `${address}/wasm/business_units_bg.wasm`;
      const bytes = await (await fetch(at)).arrayBuffer();
      const early = readTree(new Response(DOCUMENTED.autodesk));
      await Promise.all([init(), init(bytes), init(at), init(fetch(at)), init(WebAssembly.compile(bytes))]);
      await init();
      using tree = await early;
      assert.strictEqual(tree.get(tree.unit(1).id)?.row, 1);
    });

    QUnit.test(
      "initSync at any moment of init is one instance, or ERR_STATE while that is made",
      async (assert) => {
        const module = await WebAssembly.compile(await (await fetch(moduleAddress())).arrayBuffer());
        const met = new Set<string>();
        for (let turns = 0; turns < 20; turns++) {
          const { init, initSync, buildTree } = await freshCopy("good").units;
          const loading = init(module);
          for (let turn = 0; turn < turns; turn++) await Promise.resolve();
          const sync = Promise.resolve().then(() => initSync(module));
          met.add(
            await sync.then(
              () => "loaded",
              (error) => `${error.code}: ${error.message}`,
            ),
          );
          await loading;
          using tree = buildTree("{}");
          await init();
          assert.strictEqual(tree.size, 0);
        }
        const busy = "ERR_STATE: init() is under way: await it instead.";
        assert.deepEqual([...met].sort(), [busy, "loaded"]);
      },
    );
  });
}
