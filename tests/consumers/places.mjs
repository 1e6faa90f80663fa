// @ts-check

/**
 * A place where the package is used. `folder` is below `places`; `build` are the commands that make it; then either a
 * program says how it went (`run`), or a page does (`browser`), of files in `serve` or of a server that `start` starts,
 * or that server does when it is asked (`ask`). A command begins with the name of a program; `PORT` in it is a free
 * port. The quick ones are run by `npm test` too,
 * where what they need is installed.
 * @typedef {"chromium" | "firefox" | "webkit"} BrowserName
 * @typedef {object} Place
 * @property {string} name
 * @property {string} folder
 * @property {boolean} [quick]
 * @property {string[][]} [build]
 * @property {string[]} [run]
 * @property {string} [serve]
 * @property {string[]} [start]
 * @property {string} [ask]
 * @property {BrowserName} [browser]
 */

const bundled = [
  "esbuild",
  "--bundle",
  "--format=esm",
  "--target=es2022",
  "--log-level=warning",
  "--outdir=dist",
];
const workerd = [...bundled, "--conditions=workerd", "--loader:.wasm=copy", "worker.js"];
const nextStart = ["next", "start", "--hostname", "127.0.0.1", "--port", "PORT"];

/** @type {readonly Place[]} */
export const places = [
  { name: "Node, import", folder: "node-esm", quick: true, run: ["node", "main.mjs"] },
  { name: "Node, require()", folder: "node-cjs", quick: true, run: ["node", "--no-warnings", "main.cjs"] },
  { name: "Node 24, import", folder: "node-esm", run: ["node-24", "main.mjs"] },
  { name: "Node 24, require()", folder: "node-cjs", run: ["node-24", "main.cjs"] },
  {
    name: "Deno",
    folder: "deno",
    quick: true,
    run: ["deno", "run", "--no-config", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "main.mjs"],
  },
  { name: "Bun", folder: "bun", quick: true, run: ["bun", "main.mjs"] },
  {
    name: "workerd, bundled by esbuild",
    folder: "workerd",
    quick: true,
    build: [workerd],
    run: ["node", "serve.mjs"],
  },
  {
    name: "workerd, bundled by wrangler",
    folder: "workerd",
    build: [["wrangler", "deploy", "--dry-run", "--outdir", "dist"]],
    run: ["node", "serve.mjs"],
  },
  { name: "Vercel's edge-runtime", folder: "edge-runtime", quick: true, run: ["node", "main.mjs"] },
  { name: "HTML with an import map, Chromium", folder: "html", quick: true, serve: ".", browser: "chromium" },
  { name: "HTML with an import map, Firefox", folder: "html", serve: ".", browser: "firefox" },
  { name: "HTML with an import map, WebKitGTK", folder: "html", serve: ".", browser: "webkit" },
  { name: "Web Worker, Chromium", folder: "web-worker", serve: ".", browser: "chromium" },
  { name: "Web Worker, Firefox", folder: "web-worker", serve: ".", browser: "firefox" },
  { name: "Web Worker, WebKitGTK", folder: "web-worker", serve: ".", browser: "webkit" },
  { name: "Vite 8, built", folder: "vite", build: [["vite", "build"]], serve: "dist", browser: "chromium" },
  { name: "Vite 8, development", folder: "vite", start: ["vite", "--port", "PORT"], browser: "chromium" },
  { name: "Vite 7, built", folder: "vite", build: [["vite-7", "build"]], serve: "dist", browser: "chromium" },
  { name: "Vite 7, development", folder: "vite", start: ["vite-7", "--port", "PORT"], browser: "chromium" },
  ...["Vite 8", "Vite 7"].flatMap(viteWorker),
  { name: "webpack 5", folder: "webpack", build: [["node", "build.mjs"]], serve: ".", browser: "chromium" },
  {
    name: "esbuild",
    folder: "esbuild",
    quick: true,
    build: [[...bundled, "main.js"]],
    serve: ".",
    browser: "chromium",
  },
  {
    name: "esbuild, unconfigured",
    folder: "esbuild-script",
    quick: true,
    build: [["esbuild", "--bundle", "--log-level=warning", "--outdir=dist", "main.js"]],
    serve: ".",
    browser: "chromium",
  },
  {
    name: "esbuild, unconfigured, as an extension's background script",
    folder: "extension",
    quick: true,
    build: [["esbuild", "--bundle", "--log-level=warning", "--outdir=dist", "background.js"]],
    run: ["node", "main.mjs"],
  },
  {
    name: "esbuild, with chunks",
    folder: "esbuild",
    build: [[...bundled, "--splitting", "main.js"]],
    serve: ".",
    browser: "chromium",
  },
  {
    name: "esbuild, with the file",
    folder: "esbuild-file",
    build: [[...bundled, "--splitting", "--loader:.wasm=file", "main.js"]],
    serve: ".",
    browser: "chromium",
  },
  {
    name: "Bun, bundled for a page",
    folder: "rollup",
    build: [["bun", "build", "main.js", "--outdir", "dist", "--target", "browser"]],
    serve: ".",
    browser: "chromium",
  },
  {
    name: "Rollup",
    folder: "rollup",
    build: [["rollup", "main.js", "--dir", "dist", "--plugin", "node-resolve={browser:true}"]],
    serve: ".",
    browser: "chromium",
  },
  {
    name: "Next.js, page",
    folder: "next",
    build: [["next", "build"]],
    start: nextStart,
    browser: "chromium",
  },
  {
    name: "Next.js, Node route",
    folder: "next",
    build: [["next", "build"]],
    start: nextStart,
    ask: "/api/node",
  },
  {
    name: "Next.js, edge route",
    folder: "next",
    build: [["next", "build"]],
    start: nextStart,
    ask: "/api/edge",
  },
  {
    name: "Vue, ref and reactive",
    folder: "vue",
    build: [["typescript", "-p", "typescript.json"]],
    run: ["node", "dist/main.js"],
  },
  {
    name: "TypeScript without the DOM",
    folder: "typescript",
    build: [["typescript", "-p", "no-dom.json"]],
    run: ["node", "dist/main.js"],
  },
  {
    name: "TypeScript with moduleResolution node10",
    folder: "typescript",
    build: [["typescript", "-p", "node10.json"]],
    run: ["node", "dist/main.js"],
  },
  { name: "MobX", folder: "state", run: ["node", "mobx.mjs"] },
  { name: "Immer", folder: "state", run: ["node", "immer.mjs"] },
  { name: "Node, printed and cloned", folder: "state", quick: true, run: ["node", "printed.mjs"] },
];

/**
 * The places of a Web Worker that Vite builds without a configuration.
 * @param {string} vite
 * @returns {Place[]}
 */
function viteWorker(vite) {
  const tool = vite === "Vite 7" ? "vite-7" : "vite";
  const where = { folder: "vite-worker", browser: /** @type {const} */ ("chromium") };
  return [
    { ...where, name: `${vite}, worker, built`, build: [[tool, "build"]], serve: "dist" },
    { ...where, name: `${vite}, worker, development`, start: [tool, "--port", "PORT"] },
  ];
}
