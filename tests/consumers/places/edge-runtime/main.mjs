import { readFile } from "node:fs/promises";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";

// As Vercel builds a function: an import of "….wasm?module" becomes a module that was compiled outside the function's
// realm and is handed in.
let file;
const modules = {
  name: "modules compiled elsewhere",
  setup(bundle) {
    bundle.onResolve({ filter: /\.wasm\?module$/ }, async ({ path, ...from }) => {
      const found = await bundle.resolve(path.replace("?module", ""), from);
      file = found.path;
      return { path, namespace: "compiled" };
    });
    bundle.onLoad({ filter: /.*/, namespace: "compiled" }, () => ({
      contents: "export default compiledElsewhere",
    }));
  },
};
const { outputFiles } = await build({
  entryPoints: ["function.js"],
  bundle: true,
  write: false,
  format: "iife",
  target: "es2022",
  conditions: ["edge-light"],
  loader: { ".wasm": "empty" },
  plugins: [modules],
});
const compiledElsewhere = await WebAssembly.compile(await readFile(file));
const runtime = new EdgeRuntime({
  initialCode: outputFiles[0].text,
  extend: (context) => Object.assign(context, { compiledElsewhere }),
});
const response = await runtime.dispatchFetch(
  `http://edge.test/?sandbox=${encodeURIComponent(process.argv[2])}`,
);
console.log(await response.text());
