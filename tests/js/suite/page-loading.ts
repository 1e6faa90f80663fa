import QUnit from "qunit";
import { DOCUMENTED } from "./world.ts";

type Package = typeof import("business-units");

let copies = 0;

type Site = "good" | "missing-once" | "html-once" | "all-missing-once";

/** The package from an address of its own, so that nothing of it is loaded yet; `kind` says how that site behaves. */
function freshCopy(kind: Site): {
  address: string;
  units: Promise<Package>;
} {
  const address = `${location.origin}/${kind}/${++copies}`;
  return { address, units: import(`${address}/dist/entry.web.js`) };
}

function downloads(address: string, file = "wasm/business_units_bg.wasm"): number {
  const entries = performance.getEntriesByType("resource");
  return entries.filter(({ name }) => name === `${address}/${file}`).length;
}

/** Loading in a page: the only place where the module is not there at import. */
export function pageLoading(): void {
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

    QUnit.test("initSync while init is under way is ERR_STATE", async (assert) => {
      const { init, initSync } = await freshCopy("good").units;
      const loading = init();
      const wrong = await Promise.resolve()
        .then(() => initSync(new Uint8Array()))
        .catch((error) => error);
      assert.strictEqual(wrong?.code, "ERR_STATE");
      await loading;
    });
  });
}
