import { readFile } from "node:fs/promises";
import path from "node:path";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";

/** Builds and runs a function as Vercel does, and gives the text of its answer. */
export async function askEdgeFunction(file, address, env = {}) {
  const { code, files } = await bundle(file);
  const compile = async (wasm) => [wasm, await WebAssembly.compile(await readFile(wasm))];
  const compiledElsewhere = Object.fromEntries(await Promise.all(files.map(compile)));
  const extend = (context) => Object.assign(context, { compiledElsewhere, process: { env } });
  const runtime = new EdgeRuntime({ initialCode: code, extend });
  const response = await runtime.dispatchFetch(address);
  return response.text();
}

async function bundle(file) {
  const files = [];
  // An import of "….wasm?module" gives a module that was compiled outside the function's realm.
  const modules = {
    name: "modules compiled elsewhere",
    setup(bundling) {
      bundling.onResolve({ filter: /\.wasm\?module$/ }, (asked) => {
        const wasm = path.join(asked.resolveDir, asked.path.replace("?module", ""));
        files.push(wasm);
        return { path: wasm, namespace: "compiled" };
      });
      bundling.onLoad({ filter: /.*/, namespace: "compiled" }, (wasm) => ({
        contents: `export default compiledElsewhere[${JSON.stringify(wasm.path)}]`,
      }));
    },
  };
  const contents = `
    import handler from ${JSON.stringify(`./${path.basename(file)}`)};
    addEventListener("fetch", (event) => event.respondWith(handler(event.request)));`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: path.dirname(file) },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    conditions: ["edge-light"],
    plugins: [modules],
  });
  return { code: outputFiles[0].text, files };
}
