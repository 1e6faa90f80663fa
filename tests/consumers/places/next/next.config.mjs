import path from "node:path";

// The tools lie above this folder; and of the repository's tsconfig.json files, only the root's stands by itself.
const root = path.resolve("../../../../..");

export default { turbopack: { root }, outputFileTracingRoot: root };
