import { Miniflare } from "miniflare";

const worker = new Miniflare({
  modules: true,
  modulesRoot: "dist",
  scriptPath: "dist/worker.js",
  modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
  compatibilityDate: "2026-04-01",
  cf: false,
});
const response = await worker.dispatchFetch(
  `http://worker.test/?sandbox=${encodeURIComponent(process.argv[2])}`,
);
console.log(await response.text());
await worker.dispose();
